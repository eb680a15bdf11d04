package org.chartroom.api.patients;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.Paper;
import org.chartroom.index.papers.PaperSorter;
import org.chartroom.index.papers.PaperTypes;
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
     * Who is meant, as far as the caller may see it.
     *
     * @throws ProblemException while the patients are still being read: who is not there yet cannot be found
     */
    MatchView match(Caller caller, PersonFacts said) {
        return seen(caller, complete().decide(said));
    }

    /**
     * The papers of a stack of pages, whose they are and what they are.
     *
     * @throws ProblemException as for {@link #match}
     */
    List<Paper> sort(List<PageLayout> stack, PaperTypes types, LocalDate today) {
        return new PaperSorter(complete(), types).sort(stack, today);
    }

    /**
     * All of the pages as one paper.
     *
     * @throws ProblemException as for {@link #match}
     */
    Paper one(List<PageLayout> pages, PaperTypes types, LocalDate today) {
        return new PaperSorter(complete(), types).one(pages, today);
    }

    /** Whether all patients were read since the start. */
    boolean isComplete() {
        return complete;
    }

    private PatientFinder complete() {
        if (!complete) {
            throw new ProblemException(
                    Kind.UNAVAILABLE,
                    "The patient index is still being read after the start. Nothing was looked up; try again in a moment.");
        }
        return finder;
    }

    /** What was found, as far as the caller may see it. */
    MatchView seen(Caller caller, Verdict verdict) {
        List<MatchView.CandidateView> seen = store.read(records -> verdict.candidates().stream()
                .flatMap(candidate -> records.patients().find(candidate.patient()).stream()
                        .filter(caller::maySee)
                        .map(patient -> MatchView.CandidateView.of(candidate, patient)))
                .toList());
        return seen.size() < verdict.candidates().size()
                ? MatchView.ofPart(verdict, seen)
                : MatchView.of(verdict, seen);
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
