package org.chartroom.speechmodel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A trigram model as it ships: column by column, so that it packs to a third of the engine's own file. Chartroom's
 * {@code TrigramFile} reads it and says how it is laid out.
 */
final class PackedModel {
    /** Values of a column: one byte each. */
    private static final int CODES = 256;

    private PackedModel() {}

    static byte[] write(Trigrams model) throws IOException {
        int unigrams = model.words().size();
        long[] pairs = sorted(model.bigramKeys(), Trigrams::turnedPair);
        long[] triples = sorted(model.trigramKeys(), Trigrams::turnedTriple);
        double[] pairProbabilities = Arrays.stream(pairs)
                .mapToDouble(key -> model.bigram(Trigrams.turnedPair(key)).probability())
                .toArray();
        double[] pairBackoffs = Arrays.stream(pairs)
                .mapToDouble(key -> model.bigram(Trigrams.turnedPair(key)).backoff())
                .toArray();
        double[] tripleProbabilities = Arrays.stream(triples)
                .mapToDouble(key -> model.trigram(Trigrams.turnedTriple(key)))
                .toArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            byte[] words = String.join("\n", model.words()).getBytes(StandardCharsets.UTF_8);
            for (int count : new int[] {unigrams, pairs.length, triples.length, words.length}) {
                out.writeInt(count);
            }
            out.write(words);
            for (int w = 0; w < unigrams; w++) {
                out.writeFloat((float) model.unigram(w));
            }
            for (int w = 0; w < unigrams; w++) {
                out.writeFloat((float) model.unigramBackoff(w));
            }
            counts(out, pairs, unigrams);
            deltas(out, pairs);
            codes(out, pairProbabilities);
            codes(out, pairBackoffs);
            counts(out, triples, pairs);
            deltas(out, triples);
            codes(out, tripleProbabilities);
        }
        return packed(bytes.toByteArray());
    }

    /** The same bytes, packed as well as gzip can. */
    static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static long[] sorted(long[] keys, LongUnaryOperator turned) {
        return Arrays.stream(keys).map(turned).sorted().toArray();
    }

    /** How many pairs each word ends. */
    private static void counts(DataOutputStream out, long[] pairs, int unigrams) throws IOException {
        int at = 0;
        for (int w = 0; w < unigrams; w++) {
            int from = at;
            while (at < pairs.length && Trigrams.first(pairs[at]) == w) {
                at++;
            }
            number(out, at - from);
        }
    }

    /** How many triples each pair ends. */
    private static void counts(DataOutputStream out, long[] triples, long[] pairs) throws IOException {
        int at = 0;
        for (long pair : pairs) {
            int from = at;
            while (at < triples.length && Trigrams.headOf(triples[at]) == pair) {
                at++;
            }
            number(out, at - from);
        }
        if (at != triples.length) {
            throw new IllegalStateException("a trigram whose last two words are no bigram");
        }
    }

    /** The first word of each entry as the step from the entry before; from nothing where the words after it change. */
    private static void deltas(DataOutputStream out, long[] keys) throws IOException {
        long before = -1;
        int last = 0;
        for (long key : keys) {
            long rest = key >> 20;
            int word = Trigrams.third(key);
            number(out, rest == before ? word - last : word);
            before = rest;
            last = word;
        }
    }

    /** A table of values, then a code for each entry: equally many entries a code, its value their mean. */
    private static void codes(DataOutputStream out, double[] values) throws IOException {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        double[] table = new double[CODES];
        for (int code = 0; code < CODES; code++) {
            int from = (int) ((long) sorted.length * code / CODES);
            int to = Math.max(from + 1, (int) ((long) sorted.length * (code + 1) / CODES));
            table[code] = Arrays.stream(sorted, Math.min(from, sorted.length), Math.min(to, sorted.length))
                    .average()
                    .orElse(0);
        }
        for (double value : table) {
            out.writeFloat((float) value);
        }
        for (double value : values) {
            out.writeByte(nearest(table, value));
        }
    }

    private static int nearest(double[] table, double value) {
        int at = Arrays.binarySearch(table, value);
        if (at >= 0) {
            return at;
        }
        int above = -at - 1;
        if (above == 0) {
            return 0;
        }
        if (above == table.length) {
            return table.length - 1;
        }
        return value - table[above - 1] < table[above] - value ? above - 1 : above;
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static void number(DataOutputStream out, int value) throws IOException {
        int rest = value;
        while (rest > 127) {
            out.writeByte(rest & 127 | 128);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }
}
