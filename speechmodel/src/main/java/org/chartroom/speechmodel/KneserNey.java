package org.chartroom.speechmodel;

import java.util.List;

/**
 * A trigram model of lines of words by modified Kneser-Ney smoothing (Chen and Goodman 1998, interpolated). Words out of
 * the vocabulary end a run of words.
 */
final class KneserNey {
    private final Trigrams model;
    private final LongTable triples = new LongTable();
    private final LongTable pairs = new LongTable();
    private final LongTable singles = new LongTable();

    private KneserNey(List<String> words) {
        model = new Trigrams(words);
    }

    static Trigrams of(List<List<String>> lines, List<String> words) {
        KneserNey estimate = new KneserNey(words);
        lines.forEach(estimate::count);
        return estimate.estimated();
    }

    private void count(List<String> line) {
        int start = model.number(Vocabulary.START);
        int before = -1;
        int last = start;
        for (int i = 0; i <= line.size(); i++) {
            int now = model.number(i < line.size() ? line.get(i) : Vocabulary.END);
            if (now >= 0 && last >= 0) {
                if (before >= 0) {
                    long triple = Trigrams.triple(before, last, now);
                    if (triples.getFirst(triple) == 0) {
                        seenAfterAnother(last, now);
                    }
                    triples.add(triple, 1);
                } else {
                    // Nothing stands before the start of a line: its pairs count as often as they are.
                    boolean first = pairs.getFirst(Trigrams.pair(last, now)) == 0;
                    pairs.add(Trigrams.pair(last, now), 1);
                    if (first) {
                        singles.add(now, 1);
                    }
                }
            }
            before = now >= 0 ? last : -1;
            last = now;
        }
    }

    private void seenAfterAnother(int last, int now) {
        long pair = Trigrams.pair(last, now);
        if (pairs.getFirst(pair) == 0) {
            singles.add(now, 1);
        }
        pairs.add(pair, 1);
    }

    private Trigrams estimated() {
        int words = model.words().size();
        int start = model.number(Vocabulary.START);
        Discounts one = new Discounts(singles);
        Discounts two = new Discounts(pairs);
        Discounts three = new Discounts(triples);
        double total = 0;
        double freed = 0;
        for (long key : singles.keys()) {
            total += singles.getFirst(key);
            freed += one.of(singles.getFirst(key));
        }
        double[] unigram = new double[words];
        for (int w = 0; w < words; w++) {
            double count = singles.getFirst(w);
            unigram[w] = w == start
                    ? 0
                    : ((count > 0 ? count - one.of(count) : 0) + freed / (words - 1)) / Math.max(1, total);
            model.setUnigram(w, w == start ? Trigrams.NEVER : Math.log(unigram[w]), 0);
        }
        LongTable afterOne = masses(pairs, two);
        LongTable afterTwo = masses(triples, three);
        for (int w = 0; w < words; w++) {
            int at = afterOne.find(w);
            if (at >= 0) {
                model.setUnigram(w, model.unigram(w), Math.log(afterOne.second(at) / afterOne.first(at)));
            }
        }
        for (long key : pairs.keys()) {
            int first = Trigrams.first(key);
            int second = Trigrams.second(key);
            int at = afterOne.find(first);
            double count = pairs.getFirst(key);
            double p = (count - two.of(count) + afterOne.second(at) * unigram[second]) / afterOne.first(at);
            int head = afterTwo.find(key);
            double backoff = head < 0 ? 0 : Math.log(afterTwo.second(head) / afterTwo.first(head));
            model.putBigram(first, second, Math.log(p), backoff);
        }
        for (long key : triples.keys()) {
            long head = Trigrams.headOf(key);
            int at = afterTwo.find(head);
            double count = triples.getFirst(key);
            double lower = Math.exp(model.after(Trigrams.second(head), Trigrams.third(key)));
            double p = (count - three.of(count) + afterTwo.second(at) * lower) / afterTwo.first(at);
            model.putTrigram(Trigrams.first(head), Trigrams.second(head), Trigrams.third(key), Math.log(p));
        }
        return model;
    }

    /** For each history: how much was counted after it, and how much of that the discounts free. */
    private static LongTable masses(LongTable counts, Discounts discounts) {
        LongTable masses = new LongTable();
        for (long key : counts.keys()) {
            double count = counts.getFirst(key);
            long head = key >> 20;
            int at = masses.find(head);
            double soFar = at < 0 ? 0 : masses.first(at);
            double freed = at < 0 ? 0 : masses.second(at);
            masses.put(head, soFar + count, freed + discounts.of(count));
        }
        return masses;
    }

    /** What is taken off counts of one, of two, and of three and more. */
    private static final class Discounts {
        private final double[] off = new double[4];

        Discounts(LongTable counts) {
            double[] having = new double[5];
            for (long key : counts.keys()) {
                double count = counts.getFirst(key);
                if (count <= 4) {
                    having[(int) count]++;
                }
            }
            double y = having[1] / Math.max(1, having[1] + 2 * having[2]);
            for (int i = 1; i <= 3; i++) {
                double d = i - (i + 1) * y * having[i + 1] / Math.max(1, having[i]);
                // A grammar's counts need not fall as those of speech do.
                off[i] = Math.clamp(Double.isFinite(d) ? d : 0.5, 0.3, i * 0.9);
            }
        }

        double of(double count) {
            return off[(int) Math.min(3, count)];
        }
    }
}
