package org.chartroom.api.patients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Slice;

/**
 * The office's patients as they are matched, kept in memory beside the record store. Read once when the server starts; who is added
 * or changed afterwards is taken in at once. Safe for use by many threads.
 */
public final class PatientDirectory {
    private static final int AT_ONCE = 1_000;
    /** After so many more patients than were learnt from, how common names are is learnt anew. */
    private static final double GROWN = 1.1;

    private final RecordStore store;
    private final FacilityId facility;
    private final RandomGenerator chance;
    private final PatientFinder finder = new PatientFinder();
    private final Map<PatientId, Integer> versions = new HashMap<>();
    private volatile int learntFrom;
    private volatile boolean complete;

    /** @param chance draws the pairs of patients that are learnt from */
    public PatientDirectory(RecordStore store, FacilityId facility, RandomGenerator chance) {
        this.store = store;
        this.facility = facility;
        this.chance = chance;
    }

    /**
     * Reads all patients when that was not done yet, and learns anew how common names are when the office has grown since. Takes
     * seconds with 200,000 patients; for a duty that runs now and then.
     */
    public void keepUp() {
        if (!complete) {
            Optional<String> cursor = Optional.empty();
            do {
                Optional<String> from = cursor;
                Slice<Patient> slice = store.read(records -> records.patients().find(facility, "", from, AT_ONCE));
                slice.items().forEach(this::put);
                cursor = slice.next();
            } while (cursor.isPresent());
            complete = true;
        }
        int size = finder.size();
        if (size > learntFrom * GROWN) {
            finder.learn(chance);
            learntFrom = size;
        }
    }

    /** Takes a patient in as they are now; an older state of them changes nothing. */
    synchronized void put(Patient patient) {
        if (patient.version() > versions.getOrDefault(patient.id(), 0)) {
            versions.put(patient.id(), patient.version());
            finder.put(patient.id(), facts(patient));
        }
    }

    /**
     * All patients, ready to be matched.
     *
     * @throws ProblemException while they are still being read: who is not there yet cannot be found
     */
    PatientFinder finder() {
        if (!complete) {
            throw new ProblemException(
                    Kind.UNAVAILABLE,
                    "The patient index is still being read after the start. Nothing was looked up; try again in a moment.");
        }
        return finder;
    }

    private static PersonFacts facts(Patient patient) {
        return new PersonFacts(
                List.of(patient.name()),
                Optional.of(patient.birthDate()),
                Optional.of(patient.sex()),
                Set.of(patient.mrn()),
                said(patient.phone()),
                said(patient.address()),
                Set.of(),
                patient.deceasedOn(),
                Optional.empty());
    }

    private static Set<String> said(String words) {
        return words.isBlank() ? Set.of() : Set.of(words);
    }
}
