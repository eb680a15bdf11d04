package org.chartroom.index.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.index.matching.Comparison.Known;
import org.chartroom.models.record.PatientId;

/**
 * The office's patients, found by what is said of somebody. All of them are held in memory, by what they share with others (blocks):
 * the date of birth, the sound of the family name with the year or the initial, telephone, record and member numbers. Only who
 * shares a block with what is said is compared. Safe for use by many threads; a patient that is put in while others look is
 * found by those who look afterwards.
 */
public final class PatientFinder {
    /** More than this in one block tell nothing apart: a telephone of a nursing home, a date typed by default. */
    private static final int MOST_IN_BLOCK = 5_000;

    private static final int MOST_PAIRS_TO_LEARN = 200_000;
    /** So many of the likeliest are compared with what stands on a page without a label, too. */
    private static final int CONFIRMED = 20;

    /** With nobody this likely (bits), all who are called like that are looked at as well. */
    private static final double LIKELY = 12;

    private final Visits visits;
    private final Likeness likeness = Likeness.SHARED;
    private final Map<PatientId, Known> patients = new ConcurrentHashMap<>();
    private final Map<String, Set<PatientId>> blocks = new ConcurrentHashMap<>();
    private volatile Weights weights = Weights.usual();

    /** Of an office that keeps no visits. */
    public PatientFinder() {
        this(_ -> List.of());
    }

    /** @param visits are asked for only where nothing but a third thing is missing */
    public PatientFinder(Visits visits) {
        this.visits = visits;
    }

    /** Takes a patient in, or their changed facts. */
    public void put(PatientId patient, PersonFacts facts) {
        Known known = Known.of(facts);
        Known before = patients.put(patient, known);
        Set<String> keys = allKeys(known);
        keys.forEach(key ->
                blocks.computeIfAbsent(key, _ -> ConcurrentHashMap.newKeySet()).add(patient));
        if (before != null) {
            allKeys(before).stream().filter(key -> !keys.contains(key)).forEach(key -> takeOut(key, patient));
        }
    }

    /** Forgets a patient, who was merged into another. */
    public void remove(PatientId patient) {
        Known known = patients.remove(patient);
        if (known != null) {
            allKeys(known).forEach(key -> takeOut(key, patient));
        }
    }

    private void takeOut(String key, PatientId patient) {
        blocks.computeIfPresent(key, (_, all) -> {
            all.remove(patient);
            return all.isEmpty() ? null : all;
        });
    }

    /** How many patients there are. */
    public int size() {
        return patients.size();
    }

    /**
     * Learns from the patients that are there now how much each agreement says. Takes seconds with 200,000 patients; those who
     * look meanwhile use what was learnt before.
     */
    public void learn(RandomGenerator chance) {
        List<Known> office = List.copyOf(patients.values());
        List<Comparison> alike = new ArrayList<>();
        for (Set<PatientId> block : blocks.values()) {
            if (block.size() > 1 && block.size() < 50 && alike.size() < MOST_PAIRS_TO_LEARN) {
                List<Known> members = block.stream()
                        .map(patients::get)
                        .filter(known -> known != null)
                        .toList();
                for (int i = 1; i < members.size(); i++) {
                    alike.add(Comparison.of(members.get(i - 1), members.get(i), likeness));
                }
            }
        }
        weights = Weights.of(office, alike, likeness, chance);
    }

    /**
     * Who may be meant, the likeliest first. Empty when nobody shares anything with what is said that could be looked up.
     *
     * @param most how many at most
     */
    public List<Candidate> find(PersonFacts said, int most) {
        return compared(Known.of(said)).stream().limit(most).toList();
    }

    /** What to do with a page that says this. */
    public Verdict decide(PersonFacts said) {
        Known known = Known.of(said);
        return FilingRules.decide(known, compared(known));
    }

    /** What to do with these pages: whom their labels lead to, confirmed by whatever else stands on them. */
    public Verdict decide(PageSays says) {
        Known said = Known.of(says.facts());
        Map<PatientId, Scored> scored = scored(said);
        Set<PatientId> led =
                likeliest(scored).limit(CONFIRMED).map(Scored::patient).collect(Collectors.toCollection(HashSet::new));
        if (nobodyLikely(scored)) {
            Map<PatientId, Scored> more = new HashMap<>();
            compare(said, keys(says.unlabelled()), more);
            more.forEach(scored::putIfAbsent);
            led.addAll(more.keySet());
        }
        for (PatientId patient : led) {
            scored.computeIfPresent(patient, (_, before) -> {
                Comparison confirmed = says.unlabelled().confirm(before.comparison(), said, before.known());
                return new Scored(patient, weights.of(confirmed), confirmed, before.known());
            });
        }
        return FilingRules.decide(said, withVisit(candidates(scored), says.unlabelled()));
    }

    /** The likeliest, with the visit the page tells of where one does. */
    private List<Candidate> withVisit(List<Candidate> candidates, Unlabelled unlabelled) {
        if (candidates.isEmpty() || !candidates.getFirst().comparison().lacksThird()) {
            return candidates;
        }
        Candidate first = candidates.getFirst();
        boolean told = visits.of(first.patient()).stream().anyMatch(visit -> unlabelled.tellsOf(visit, first.known()));
        return told
                ? Stream.concat(Stream.of(first.ofVisit()), candidates.stream().skip(1))
                        .toList()
                : candidates;
    }

    private record Scored(PatientId patient, double bits, Comparison comparison, Known known) {}

    private List<Candidate> compared(Known said) {
        return candidates(scored(said));
    }

    private Map<PatientId, Scored> scored(Known said) {
        Map<PatientId, Scored> scored = new HashMap<>();
        compare(said, keys(said), scored);
        if (nobodyLikely(scored)) {
            compare(said, callings(said), scored);
        }
        return scored;
    }

    private static boolean nobodyLikely(Map<PatientId, Scored> scored) {
        return scored.values().stream().noneMatch(each -> each.bits() >= LIKELY);
    }

    private static Stream<Scored> likeliest(Map<PatientId, Scored> scored) {
        return scored.values().stream()
                .sorted(Comparator.comparingDouble(Scored::bits)
                        .reversed()
                        .thenComparing(each -> each.patient().value()));
    }

    private List<Candidate> candidates(Map<PatientId, Scored> scored) {
        double all = scored.values().stream()
                        .mapToDouble(each -> Math.pow(2, each.bits()))
                        .sum()
                + Math.max(1, patients.size());
        return likeliest(scored)
                .map(each -> new Candidate(
                        each.patient(), each.bits(), Math.pow(2, each.bits()) / all, each.comparison(), each.known()))
                .toList();
    }

    private void compare(Known said, Set<String> keys, Map<PatientId, Scored> scored) {
        Weights now = weights;
        for (String key : keys) {
            Set<PatientId> block = blocks.getOrDefault(key, Set.of());
            if (block.size() > MOST_IN_BLOCK) {
                continue;
            }
            for (PatientId patient : block) {
                Known known = patients.get(patient);
                if (known != null && !scored.containsKey(patient)) {
                    Comparison comparison = Comparison.of(said, known, likeness);
                    scored.put(patient, new Scored(patient, now.of(comparison), comparison, known));
                }
            }
        }
    }

    /** How somebody is called: the sound of a family name and the initial. Many are called alike. */
    private static Set<String> callings(Known known) {
        Set<String> keys = new HashSet<>();
        for (Name name : known.names()) {
            if (!name.given().isEmpty()) {
                for (String sound : sounds(name)) {
                    keys.add("called " + sound + " " + name.given().charAt(0));
                }
            }
        }
        return keys;
    }

    private static Set<String> sounds(Name name) {
        return name.family().contains(" ")
                ? Arrays.stream(name.family().split(" ")).map(Likeness::sound).collect(Collectors.toSet())
                : Set.of(name.familySound());
    }

    private static Set<String> allKeys(Known known) {
        Set<String> keys = keys(known);
        keys.addAll(callings(known));
        return keys;
    }

    private static Set<String> keys(Unlabelled unlabelled) {
        Set<String> keys = new HashSet<>();
        unlabelled.numbers().forEach(number -> {
            keys.add("number " + number);
            keys.add("member " + number);
        });
        unlabelled.dates().forEach(date -> keys.add("born " + date));
        return keys;
    }

    private static Set<String> keys(Known known) {
        Set<String> keys = new HashSet<>();
        known.birthDate().ifPresent(date -> keys.add("born " + date));
        known.phones().forEach(phone -> keys.add("phone " + phone));
        known.numbers().forEach(number -> keys.add("number " + number));
        known.members().forEach(member -> keys.add("member " + member));
        for (Name name : known.names()) {
            for (String sound : sounds(name)) {
                known.birthDate().ifPresent(date -> keys.add("family " + sound + " " + date.getYear()));
            }
        }
        return keys;
    }
}
