package org.chartroom.api.patients;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.PersonFacts;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.Paper;
import org.chartroom.index.papers.PaperSorter;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.models.record.Address;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Particulars;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Phone;
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

    private static final int LOOKED_AT = 20;

    private final RecordStore store;
    private final FacilityId facility;
    private final RandomGenerator chance;
    private final PatientFinder finder;
    private final Map<PatientId, Integer> versions = new HashMap<>();
    private volatile int learntFrom;
    private volatile boolean complete;

    /**
     * @param zone in which a visit has its day
     * @param chance draws the pairs of patients that are learnt from
     */
    public PatientDirectory(RecordStore store, FacilityId facility, ZoneId zone, RandomGenerator chance) {
        this.store = store;
        this.finder = new PatientFinder(new KeptVisits(store, zone));
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
                slice.items().forEach(patient -> take(patient, List.of()));
                cursor = slice.next();
            } while (cursor.isPresent());
            store.read(records -> records.patientMerges().survivors(facility)).forEach(this::refresh);
            complete = true;
        }
        int size = finder.size();
        if (size > learntFrom * GROWN) {
            finder.learn(chance);
            learntFrom = size;
        }
    }

    /** Takes a patient in as they are now; an older state of them changes nothing. */
    public void put(Patient patient) {
        take(patient, store.read(records -> records.patientMerges().partsOf(patient.id())));
    }

    /** Takes a patient in as they are kept now, with what leads to them since other charts became part of theirs. */
    void refresh(PatientId id) {
        store.read(records -> records.patients().find(id)).ifPresent(this::put);
    }

    private synchronized void take(Patient patient, List<Patient> parts) {
        int known = versions.getOrDefault(patient.id(), 0);
        if (patient.version() < known || (patient.version() == known && parts.isEmpty())) {
            return;
        }
        versions.put(patient.id(), patient.version());
        if (patient.mergedInto().isPresent()) {
            finder.remove(patient.id());
        } else {
            finder.put(patient.id(), facts(patient, parts));
        }
    }

    /** The patients there are now, each with its version. */
    synchronized Map<PatientId, Integer> versions() {
        return Map.copyOf(versions);
    }

    /**
     * Who may be the same person as this patient, the likeliest first; empty while the patients are still being read.
     *
     * @param patient kept already or not; is not among them
     */
    List<Candidate> similar(Patient patient) {
        if (!complete) {
            return List.of();
        }
        // Two charts of one person have two numbers here: that they differ says nothing.
        PersonFacts known = facts(patient, List.of());
        PersonFacts said = new PersonFacts(
                known.names(),
                known.birthDate(),
                known.sex(),
                Set.of(),
                known.phones(),
                known.addresses(),
                known.memberIds(),
                known.deceasedOn(),
                Optional.empty());
        int office = finder.size();
        return finder.find(said, LOOKED_AT).stream()
                .filter(candidate -> !candidate.patient().equals(patient.id()))
                .filter(candidate -> Likely.samePerson(candidate, office))
                .toList();
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

    /**
     * What is known of a patient that pages can bear.
     *
     * @param parts charts that were merged into theirs
     */
    public static PersonFacts facts(Patient patient, List<Patient> parts) {
        List<PersonName> names = new ArrayList<>();
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> phones = new LinkedHashSet<>();
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> members = new LinkedHashSet<>();
        Stream.concat(Stream.of(patient), parts.stream()).forEach(each -> {
            Particulars more = each.particulars();
            names.add(each.name());
            more.names().forEach(other -> names.add(other.name()));
            numbers.add(each.mrn());
            Stream.concat(Stream.of(each.phone()), more.phones().stream().map(Phone::number))
                    .filter(phone -> !phone.isBlank())
                    .forEach(phones::add);
            Stream.concat(Stream.of(each.address()), more.addresses().stream().map(Address::line))
                    .filter(address -> !address.isBlank())
                    .forEach(addresses::add);
            more.memberships().forEach(member -> members.add(member.number()));
        });
        return new PersonFacts(
                names,
                Optional.of(patient.birthDate()),
                Optional.of(patient.sex()),
                numbers,
                phones,
                addresses,
                members,
                patient.deceasedOn(),
                Optional.empty());
    }
}
