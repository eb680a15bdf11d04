package org.chartroom.models.record;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Merging charts of one person, and taking it back.
 *
 * <p>A merge moves every row that names the merged patient to the survivor and remembers each; the merged patient's own record
 * stays as it was, only that it says whose chart it is part of now. So nothing is mixed that could not be parted again.
 */
public interface PatientMerges {
    /**
     * What a merge or its taking back moved.
     *
     * @param moved how many rows of each kind, as {@code document} and {@code encounter}
     * @param documents those that moved
     * @param staying of a merge taken back: documents that came into the survivor's chart since, or that were put to one of the
     *     survivor's visits. Whose they are a person decides
     * @param elsewhere of a merge taken back: documents that left the survivor's chart meanwhile; they stay where they are
     */
    record Moved(
            PatientMerge merge,
            Map<String, Integer> moved,
            List<DocumentId> documents,
            List<DocumentId> staying,
            List<DocumentId> elsewhere) {
        public Moved {
            moved = Map.copyOf(moved);
            documents = List.copyOf(documents);
            staying = List.copyOf(staying);
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /**
     * Makes {@code merged}'s chart a part of {@code survivor}'s. Both records get their next version, and every document that moves
     * too.
     *
     * @param id names the merge
     * @throws ConflictException when one of them is merged already, or they belong to different facilities
     */
    Moved merge(String id, PatientId survivor, PatientId merged, Provenance by);

    /**
     * Takes the standing merge of {@code merged} back: every row that the merge moved and that is still in the survivor's chart is
     * put back; what came into that chart since stays there.
     *
     * @throws ConflictException when it is not merged, or the survivor was itself merged since (that merge is taken back first)
     */
    Moved unmerge(PatientId merged, Provenance by);

    /** All in which the patient was one of the two, latest first. */
    List<PatientMerge> of(PatientId patient);

    /** Documents that stayed with the survivor when the merge was taken back and are still there. */
    List<DocumentId> undecided(String merge);

    /** Those whose charts became part of this patient's, by whichever way. */
    List<Patient> partsOf(PatientId survivor);

    /** Those of the facility that others' charts are part of now. */
    Set<PatientId> survivors(FacilityId facility);
}
