package org.chartroom.index.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.chartroom.index.matching.Comparison.Known;

/**
 * How much each agreement says, in bits: log2(m/u) of Fellegi and Sunter (A Theory for Record Linkage, JASA 64, 1969), where m is
 * how often a thing agrees so when it is the same person and u how often when it is not. What is not known says nothing, and
 * neither does a middle name, which differs in more than half of all true pairs. Immutable.
 */
final class Weights {
    /** Things that are compared one by one. */
    enum Thing {
        FAMILY(Comparison::family, 0.92, 0.06, 0.004, 0.01),
        GIVEN(Comparison::given, 0.88, 0.09, 0.008, 0.02),
        GENERATION(Comparison::generation, 0.97, 0.01, 0.4, 0.01),
        BIRTH(Comparison::birth, 0.95, 0.04, 0.00004, 0.004),
        SEX(Comparison::sex, 0.985, 0.005, 0.5, 0.005),
        NUMBER(Comparison::number, 0.96, 0.03, 0.000001, 0.0001),
        PHONE(Comparison::phone, 0.70, 0.03, 0.0003, 0.0003),
        ADDRESS(Comparison::address, 0.60, 0.20, 0.0005, 0.0005),
        MEMBER(Comparison::member, 0.90, 0.04, 0.00001, 0.0001);

        private final Function<Comparison, Alike> of;
        private final double[] m;
        private final double[] u;

        Thing(Function<Comparison, Alike> of, double mSame, double mClose, double uSame, double uClose) {
            this.of = of;
            this.m = new double[] {mSame, mClose, 1 - mSame - mClose};
            this.u = new double[] {uSame, uClose, 1 - uSame - uClose};
        }
    }

    private static final int LEVELS = 3;
    /** The usual shares count like so many pairs of the office's own. */
    private static final double FAITH = 200;

    private static final int RANDOM_PAIRS = 200_000;
    private static final int ROUNDS = 20;
    private static final double LEAST = 1e-7;

    private final Shares m;
    private final Shares u;
    private final Map<String, Double> families;
    private final Map<String, Double> givens;
    private final double rarest;

    private Weights(Shares m, Shares u, Map<String, Double> families, Map<String, Double> givens, double rarest) {
        this.m = m;
        this.u = u;
        this.families = families;
        this.givens = givens;
        this.rarest = rarest;
    }

    /** Of an office that has no patients yet. */
    static Weights usual() {
        return new Weights(Shares.of(thing -> thing.m, 1), Shares.of(thing -> thing.u, 1), Map.of(), Map.of(), 0);
    }

    /**
     * From the office's own list: u from pairs drawn by lot, m by expectation maximisation over pairs that share something, each
     * starting at the usual shares; names by how many bear them.
     *
     * @param alike pairs of patients that share a birth date, a telephone or the like
     */
    static Weights of(List<Known> office, List<Comparison> alike, Likeness likeness, RandomGenerator chance) {
        if (office.size() < 2) {
            return usual();
        }
        Shares u = Shares.of(thing -> thing.u, FAITH);
        int pairs = (int) Math.min(RANDOM_PAIRS, 50L * office.size());
        for (int i = 0; i < pairs; i++) {
            Known one = office.get(chance.nextInt(office.size()));
            Known other = office.get(chance.nextInt(office.size()));
            if (one != other) {
                u.count(Comparison.of(one, other, likeness), 1);
            }
        }
        u.level();
        Shares m = Shares.of(thing -> thing.m, 1);
        double same = 0.01;
        for (int round = 0; round < ROUNDS && !alike.isEmpty(); round++) {
            Shares next = Shares.of(thing -> thing.m, FAITH);
            double sum = 0;
            for (Comparison pair : alike) {
                double odds = same / (1 - same);
                for (Thing thing : Thing.values()) {
                    Alike level = thing.of.apply(pair);
                    if (level != Alike.UNKNOWN) {
                        odds *= m.of(thing, level) / u.of(thing, level);
                    }
                }
                double share = odds / (1 + odds);
                sum += share;
                next.count(pair, share);
            }
            next.level();
            m = next;
            same = Math.clamp(sum / alike.size(), 1e-6, 0.5);
        }
        return new Weights(
                m, u, frequencies(office, Name::family), frequencies(office, Name::given), 1.0 / office.size());
    }

    private static Map<String, Double> frequencies(List<Known> office, Function<Name, String> part) {
        Map<String, Integer> counts = new HashMap<>();
        List<String> parts = new ArrayList<>();
        office.forEach(known -> known.names().forEach(name -> parts.add(part.apply(name))));
        parts.forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (double) entry.getValue() / parts.size()));
    }

    /** How much all agreements together say, bits; more than 0 where they speak for the same person. */
    double of(Comparison pair) {
        double bits = 0;
        for (Thing thing : Thing.values()) {
            bits += bits(thing, pair);
        }
        return bits;
    }

    private double bits(Thing thing, Comparison pair) {
        Alike level = thing.of.apply(pair);
        if (level == Alike.UNKNOWN) {
            return 0;
        }
        double other = u.of(thing, level);
        if (level == Alike.SAME && pair.said().isPresent()) {
            // To be called Smith says less than to be called Zwetschkenbaum.
            other = switch (thing) {
                case FAMILY -> frequency(families, pair.said().get().family(), other);
                case GIVEN -> frequency(givens, pair.said().get().given(), other);
                case GENERATION, BIRTH, SEX, NUMBER, PHONE, ADDRESS, MEMBER -> other;
            };
        }
        return Math.log(m.of(thing, level) / other) / Math.log(2);
    }

    private double frequency(Map<String, Double> frequencies, String name, double usual) {
        return frequencies.isEmpty() ? usual : Math.max(rarest, frequencies.getOrDefault(name, rarest));
    }

    /** How often each thing agrees how far. */
    private static final class Shares {
        private final double[][] shares = new double[Thing.values().length][LEVELS];

        static Shares of(Function<Thing, double[]> usual, double times) {
            Shares shares = new Shares();
            for (Thing thing : Thing.values()) {
                for (int level = 0; level < LEVELS; level++) {
                    shares.shares[thing.ordinal()][level] = usual.apply(thing)[level] * times;
                }
            }
            return shares;
        }

        double of(Thing thing, Alike level) {
            return shares[thing.ordinal()][level.ordinal()];
        }

        void count(Comparison pair, double share) {
            for (Thing thing : Thing.values()) {
                Alike level = thing.of.apply(pair);
                if (level != Alike.UNKNOWN) {
                    shares[thing.ordinal()][level.ordinal()] += share;
                }
            }
        }

        /** Counts become shares of 1. */
        void level() {
            for (double[] counts : shares) {
                double sum = Arrays.stream(counts).sum();
                for (int i = 0; i < LEVELS; i++) {
                    counts[i] = Math.max(LEAST, counts[i] / sum);
                }
            }
        }
    }
}
