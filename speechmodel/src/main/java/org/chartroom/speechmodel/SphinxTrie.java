package org.chartroom.speechmodel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the binary trigram file of PocketSphinx ("Trie Language Model"): unigrams, then bigrams sorted below their last word by
 * the word before, then trigrams below those; packed to the bit, probabilities in tables of 65,536 values. Numbers in it
 * are logarithms to the base 1.0001.
 */
final class SphinxTrie {
    private static final byte[] MAGIC = "Trie Language Model".getBytes(StandardCharsets.US_ASCII);
    private static final double LOG_BASE = Math.log(1.0001);
    private static final int TABLE = 1 << 16;

    private SphinxTrie() {}

    /** Reads a trigram file. Probabilities of {@code <UNK>} and the like are kept as they are. */
    static Trigrams read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC) || in.get() != 3) {
            throw new IOException(file + " is not a trigram file of PocketSphinx");
        }
        int unigrams = in.getInt();
        int bigrams = in.getInt();
        int trigrams = in.getInt();
        in.getInt(); // Once a kind of quantisation.
        float[] pairProbability = table(in);
        float[] pairBackoff = table(in);
        float[] tripleProbability = table(in);
        double[] one = new double[unigrams];
        double[] back = new double[unigrams];
        int[] next = new int[unigrams + 1];
        for (int i = 0; i <= unigrams; i++) {
            float probability = in.getFloat();
            float backoff = in.getFloat();
            next[i] = in.getInt();
            if (i < unigrams) {
                one[i] = natural(probability);
                back[i] = natural(backoff);
            }
        }
        Bits pairs = Bits.over(in, unigrams, 32 + bitsFor(trigrams), bigrams);
        Bits triples = Bits.over(in, unigrams, 16, trigrams);
        int length = in.getInt();
        byte[] text = new byte[length];
        in.get(text);
        List<String> words = List.of(new String(text, StandardCharsets.UTF_8).split("\0"));
        Trigrams model = new Trigrams(words);
        for (int w = 0; w < unigrams; w++) {
            model.setUnigram(w, one[w], back[w]);
        }
        for (int last = 0; last < unigrams; last++) {
            for (int i = next[last]; i < next[last + 1]; i++) {
                int before = (int) pairs.word(i);
                long rest = pairs.rest(i);
                model.putBigram(
                        before,
                        last,
                        natural(pairProbability[(int) (rest >> 16) & 0xFFFF]),
                        natural(pairBackoff[(int) rest & 0xFFFF]));
                int from = (int) (rest >>> 32);
                int to = (int) (pairs.rest(i + 1) >>> 32);
                for (int j = from; j < to; j++) {
                    model.putTrigram(
                            (int) triples.word(j),
                            before,
                            last,
                            natural(tripleProbability[(int) triples.rest(j) & 0xFFFF]));
                }
            }
        }
        return model;
    }

    private static float[] table(ByteBuffer in) {
        float[] values = new float[TABLE];
        in.slice(in.position(), TABLE * 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        in.position(in.position() + TABLE * 4);
        return values;
    }

    private static double natural(float sphinx) {
        return sphinx * LOG_BASE;
    }

    private static int bitsFor(int largest) {
        return 32 - Integer.numberOfLeadingZeros(largest);
    }

    /** Entries of a word and some bits after it. */
    private static final class Bits {
        private final ByteBuffer buffer;
        private final int wordBits;
        private final int restBits;

        private Bits(byte[] bytes, int wordBits, int restBits) {
            this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            this.wordBits = wordBits;
            this.restBits = restBits;
        }

        static Bits over(ByteBuffer in, int words, int restBits, int entries) {
            int wordBits = bitsFor(words);
            byte[] bytes = new byte[length(wordBits + restBits, entries)];
            in.get(bytes);
            return new Bits(bytes, wordBits, restBits);
        }

        private static int length(int bits, int entries) {
            return (int) (((1L + entries) * bits + 7) / 8) + Long.BYTES;
        }

        long word(int entry) {
            return get((long) entry * (wordBits + restBits), wordBits);
        }

        long rest(int entry) {
            long at = (long) entry * (wordBits + restBits) + wordBits;
            long low = get(at, Math.min(32, restBits));
            return restBits <= 32 ? low : low | get(at + 32, restBits - 32) << 32;
        }

        private long get(long bit, int count) {
            return buffer.getLong((int) (bit >> 3)) >>> (bit & 7) & (1L << count) - 1;
        }
    }
}
