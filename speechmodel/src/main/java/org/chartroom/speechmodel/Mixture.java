package org.chartroom.speechmodel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One model out of several over the same words. After a history each counts by its weight and by how likely that history
 * is to it: where only notes speak like that, the notes decide. What adds little is pruned (Stolcke 1998).
 */
final class Mixture {
    /** How far a history moves the weights: 0 not at all, 1 as much as the theorem of Bayes says. */
    private static final double TRUST_IN_HISTORY = 0.5;

    private static final double LEAST = 1e-7;

    private final List<Trigrams> parts;
    private final double[] weights;
    private final int words;
    private final int start;

    /**
     * @param parts over the same words in the same order
     * @param weights of the parts, together 1
     */
    Mixture(List<Trigrams> parts, double[] weights) {
        this.parts = parts;
        this.weights = weights.clone();
        this.words = parts.getFirst().words().size();
        this.start = parts.getFirst().number(Vocabulary.START);
    }

    /** @param leastGain what an entry has to add, in nats a word of running text, to be kept */
    Trigrams pruned(double leastGain) {
        Trigrams whole = whole();
        setBackoffs(whole);
        Trigrams kept = new Trigrams(whole.words());
        double[] history = new double[words];
        for (int w = 0; w < words; w++) {
            kept.setUnigram(w, whole.unigram(w), 0);
            history[w] = w == start ? Math.log(0.03) : whole.unigram(w);
        }
        Set<Long> needed = new HashSet<>();
        for (long key : whole.trigramKeys()) {
            long head = Trigrams.headOf(key);
            int a = Trigrams.first(head);
            int b = Trigrams.second(head);
            int c = Trigrams.third(key);
            double p = whole.trigram(key);
            double lower = whole.bigram(head).backoff() + whole.after(b, c);
            double gain = Math.exp(history[a] + whole.after(a, b) + p) * (p - lower);
            if (gain > leastGain) {
                kept.putTrigram(a, b, c, p);
                needed.add(head);
                needed.add(Trigrams.tailOf(key));
            }
        }
        for (long key : whole.bigramKeys()) {
            int a = Trigrams.first(key);
            int b = Trigrams.second(key);
            double p = whole.bigram(key).probability();
            double gain = Math.exp(history[a] + p) * (p - whole.unigramBackoff(a) - whole.unigram(b));
            if (gain > leastGain || needed.contains(key)) {
                kept.putBigram(a, b, p, 0);
            }
        }
        setBackoffs(kept);
        return kept;
    }

    private Trigrams whole() {
        Trigrams whole = new Trigrams(parts.getFirst().words());
        double[] unigram = new double[words];
        double total = 0;
        for (int w = 0; w < words; w++) {
            if (w != start) {
                for (int i = 0; i < weights.length; i++) {
                    unigram[w] += weights[i] * Math.exp(parts.get(i).unigram(w));
                }
                total += unigram[w];
            }
        }
        for (int w = 0; w < words; w++) {
            whole.setUnigram(w, w == start ? Trigrams.NEVER : Math.log(unigram[w] / total), 0);
        }
        // A trigram's first two and last two words have to be bigrams too.
        LongStream pairs = parts.stream()
                .flatMapToLong(part -> LongStream.concat(
                        LongStream.of(part.bigramKeys()),
                        LongStream.of(part.trigramKeys())
                                .flatMap(k -> LongStream.of(Trigrams.headOf(k), Trigrams.tailOf(k)))));
        long[] keys = pairs.sorted().distinct().toArray();
        double[] share = new double[weights.length];
        int shared = -1;
        for (long key : keys) {
            int a = Trigrams.first(key);
            if (a != shared) {
                share(a, share);
                shared = a;
            }
            int b = Trigrams.second(key);
            double p = 0;
            for (int i = 0; i < share.length; i++) {
                p += share[i] * Math.exp(parts.get(i).after(a, b));
            }
            whole.putBigram(a, b, Math.log(p), 0);
        }
        long last = -1;
        for (long key : parts.stream()
                .flatMapToLong(part -> LongStream.of(part.trigramKeys()))
                .sorted()
                .distinct()
                .toArray()) {
            long head = Trigrams.headOf(key);
            int a = Trigrams.first(head);
            int b = Trigrams.second(head);
            if (head != last) {
                share(a, b, share);
                last = head;
            }
            int c = Trigrams.third(key);
            double p = 0;
            for (int i = 0; i < share.length; i++) {
                p += share[i] * Math.exp(parts.get(i).after(a, b, c));
            }
            whole.putTrigram(a, b, c, Math.log(p));
        }
        return whole;
    }

    private void share(int a, double[] share) {
        for (int i = 0; i < share.length; i++) {
            share[i] = a == start ? 0 : parts.get(i).unigram(a);
        }
        turnIntoShares(share);
    }

    private void share(int a, int b, double[] share) {
        for (int i = 0; i < share.length; i++) {
            share[i] = (a == start ? 0 : parts.get(i).unigram(a)) + parts.get(i).after(a, b);
        }
        turnIntoShares(share);
    }

    private void turnIntoShares(double[] share) {
        double largest = IntStream.range(0, share.length)
                .mapToDouble(i -> share[i])
                .max()
                .orElse(0);
        double total = 0;
        for (int i = 0; i < share.length; i++) {
            share[i] = weights[i] * Math.exp(TRUST_IN_HISTORY * (share[i] - largest));
            total += share[i];
        }
        for (int i = 0; i < share.length; i++) {
            share[i] /= total;
        }
    }

    /** What is left after a history's own entries goes to the others in the proportions of the shorter history. */
    private static void setBackoffs(Trigrams model) {
        double sum = 0;
        double lower = 0;
        long[] pairs = model.bigramKeys();
        for (int i = 0; i < pairs.length; i++) {
            int a = Trigrams.first(pairs[i]);
            sum += Math.exp(model.bigram(pairs[i]).probability());
            lower += Math.exp(model.unigram(Trigrams.second(pairs[i])));
            if (i + 1 == pairs.length || Trigrams.first(pairs[i + 1]) != a) {
                model.setUnigram(a, model.unigram(a), rest(sum, lower));
                sum = 0;
                lower = 0;
            }
        }
        long[] triples = model.trigramKeys();
        for (int i = 0; i < triples.length; i++) {
            long head = Trigrams.headOf(triples[i]);
            sum += Math.exp(model.trigram(triples[i]));
            lower += Math.exp(model.after(Trigrams.second(head), Trigrams.third(triples[i])));
            if (i + 1 == triples.length || Trigrams.headOf(triples[i + 1]) != head) {
                model.setBigramBackoff(head, rest(sum, lower));
                sum = 0;
                lower = 0;
            }
        }
    }

    private static double rest(double sum, double lower) {
        return Math.log(Math.max(LEAST, 1 - sum) / Math.max(LEAST, 1 - lower));
    }
}
