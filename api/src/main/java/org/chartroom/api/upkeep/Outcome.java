package org.chartroom.api.upkeep;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import org.chartroom.store.jdbc.ChannelPages;

/** What came of an errand. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Outcome.Reindexed.class, name = "reindexed"),
    @JsonSubTypes.Type(value = Outcome.BackedUp.class, name = "backed-up"),
    @JsonSubTypes.Type(value = Outcome.Destroyed.class, name = "destroyed")
})
public sealed interface Outcome {
    /** Whether all is well. */
    boolean ok();

    /** The same for a person, one or two sentences. */
    String sentence();

    /**
     * Something that is not as it must be.
     *
     * @param check which check found it, such as {@code BLOBS}
     * @param subject id of what is wrong; empty where there is none
     * @param what is wrong, for a person; no health information
     */
    record Fault(String check, String subject, String what) {}

    /**
     * Everything was looked through.
     *
     * @param faults what is wrong, first found first; the first thousand
     * @param faultCount how many things are wrong
     * @param channels pages in against pages accounted for, by the door they came through
     * @param bytes plain bytes of the blobs
     * @param orphans blobs that no record names; no fault, they are destroyed after a day
     * @param indexed documents in the index
     */
    record Verified(
            boolean ok,
            String sentence,
            List<Fault> faults,
            long faultCount,
            List<ChannelPages> channels,
            long auditEntries,
            long blobs,
            long bytes,
            long orphans,
            long indexed)
            implements Outcome {
        public Verified {
            faults = List.copyOf(faults);
            channels = List.copyOf(channels);
        }
    }

    /**
     * The index was built anew and is the one that answers now.
     *
     * @param documents that were gone through, those of an earlier run that was cut off among them
     * @param before how many of them an earlier run had done
     */
    record Reindexed(boolean ok, String sentence, long documents, long before) implements Outcome {}

    /**
     * A backup was made.
     *
     * @param folder where it is
     * @param blobs in it
     * @param bytes of the blobs and the records
     * @param linked blobs that an earlier backup beside it had, and that now have a second name
     * @param lost blobs that could not be copied because they are damaged or missing; {@code verify} names them too
     */
    record BackedUp(boolean ok, String sentence, Path folder, long blobs, long bytes, long linked, List<String> lost)
            implements Outcome {
        public BackedUp {
            lost = List.copyOf(lost);
        }
    }

    /**
     * Confirmed destructions were carried out.
     *
     * @param documents that were destroyed
     * @param kept documents that stay, because of a hold for instance; the certificate says why
     */
    record Destroyed(boolean ok, String sentence, int destructions, int documents, int kept) implements Outcome {}
}
