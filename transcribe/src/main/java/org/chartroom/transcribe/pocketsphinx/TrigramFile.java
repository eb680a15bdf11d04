package org.chartroom.transcribe.pocketsphinx;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The engine's binary trigram file ("Trie Language Model") out of the packed form that ships.
 *
 * <p>Packed: the counts of words, pairs, triples and of the bytes of the words (32 bits, big endian); the words, a line
 * each; logarithms of their probabilities and back-off weights; for each word, how many pairs end with it; for each pair,
 * sorted by its last word and then its first, the first word as the step from the pair before; a table of 256 probabilities
 * and a byte for each pair; the same for back-off weights; for each pair, how many triples end with it; their first words
 * and probabilities likewise. Counts and steps have seven bits a byte. Logarithms are natural.
 *
 * <p>The engine's: logarithms to the base 1.0001, tables of 65,536 values, entries packed to the bit, little endian.
 */
public final class TrigramFile {
    private static final byte[] MAGIC = "Trie Language Model".getBytes(StandardCharsets.US_ASCII);
    private static final double LOG_BASE = Math.log(1.0001);
    private static final int CODES = 256;
    private static final int TABLE = 1 << 16;
    private static final int CODE_BITS = 16;

    private TrigramFile() {}

    /**
     * Writes the file of the engine.
     *
     * @param packed the packed form, without gzip; closed by the caller, as is {@code file}
     * @throws IOException when the packed form is cut short, too
     */
    public static void unpack(InputStream packed, OutputStream file) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(packed, 1 << 16));
        int unigrams = in.readInt();
        int pairs = in.readInt();
        int triples = in.readInt();
        byte[] words = in.readNBytes(in.readInt());
        float[] probabilities = floats(in, unigrams);
        float[] backoffs = floats(in, unigrams);
        int[] pairsOf = numbers(in, unigrams);
        int[] pairWords = summed(numbers(in, pairs), pairsOf);
        float[] pairTable = floats(in, CODES);
        byte[] pairCodes = in.readNBytes(pairs);
        float[] backoffTable = floats(in, CODES);
        byte[] backoffCodes = in.readNBytes(pairs);
        int[] triplesOf = numbers(in, pairs);
        int[] tripleWords = summed(numbers(in, triples), triplesOf);
        float[] tripleTable = floats(in, CODES);
        byte[] tripleCodes = in.readNBytes(triples);
        if (tripleCodes.length != triples) {
            throw new IOException("the packed language model is cut short");
        }

        OutputStream out = new BufferedOutputStream(file, 1 << 16);
        out.write(MAGIC);
        out.write(3);
        for (int count : new int[] {unigrams, pairs, triples, 1}) {
            integer(out, count);
        }
        for (float[] table : new float[][] {pairTable, backoffTable, tripleTable}) {
            for (int code = 0; code < TABLE; code++) {
                real(out, table[Math.min(code, CODES - 1)]);
            }
        }
        int next = 0;
        for (int w = 0; w < unigrams; w++) {
            real(out, probabilities[w]);
            real(out, backoffs[w]);
            integer(out, next);
            next += pairsOf[w];
        }
        real(out, 0);
        real(out, 0);
        integer(out, next);

        int wordBits = bitsFor(unigrams);
        int pointerBits = bitsFor(triples);
        Bits bits = new Bits(out);
        next = 0;
        for (int pair = 0; pair < pairs; pair++) {
            bits.write(pairWords[pair], wordBits);
            bits.write(backoffCodes[pair] & 255, CODE_BITS);
            bits.write(pairCodes[pair] & 255, CODE_BITS);
            bits.write(next, pointerBits);
            next += triplesOf[pair];
        }
        bits.write(0, wordBits);
        bits.write(0, CODE_BITS);
        bits.write(0, CODE_BITS);
        bits.write(next, pointerBits);
        bits.end();
        for (int triple = 0; triple < triples; triple++) {
            bits.write(tripleWords[triple], wordBits);
            bits.write(tripleCodes[triple] & 255, CODE_BITS);
        }
        bits.write(0, wordBits);
        bits.write(0, CODE_BITS);
        bits.end();
        integer(out, words.length + 1);
        for (byte letter : words) {
            out.write(letter == '\n' ? 0 : letter);
        }
        out.write(0);
        out.flush();
    }

    private static float[] floats(DataInputStream in, int count) throws IOException {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }

    private static int[] numbers(DataInputStream in, int count) throws IOException {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int shift = 0;
            int next = in.readUnsignedByte();
            while (next > 127) {
                values[i] |= (next & 127) << shift;
                shift += 7;
                next = in.readUnsignedByte();
            }
            values[i] |= next << shift;
        }
        return values;
    }

    /** Steps into values, group by group. */
    private static int[] summed(int[] steps, int[] groups) {
        int at = 0;
        for (int group : groups) {
            for (int i = 1; i < group; i++) {
                steps[at + i] += steps[at + i - 1];
            }
            at += group;
        }
        return steps;
    }

    private static void integer(OutputStream out, int value) throws IOException {
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static void real(OutputStream out, float natural) throws IOException {
        integer(out, Float.floatToIntBits((float) (natural / LOG_BASE)));
    }

    private static int bitsFor(int largest) {
        return 32 - Integer.numberOfLeadingZeros(largest);
    }

    /** Bits, the lowest first; after the last come eight bytes, over which the engine may read. */
    private static final class Bits {
        private final OutputStream out;
        private long waiting;
        private int count;

        Bits(OutputStream out) {
            this.out = out;
        }

        void write(int value, int bits) throws IOException {
            waiting |= (value & 0xFFFFFFFFL) << count;
            count += bits;
            while (count >= 8) {
                out.write((int) waiting & 255);
                waiting >>>= 8;
                count -= 8;
            }
        }

        void end() throws IOException {
            if (count > 0) {
                out.write((int) waiting & 255);
            }
            waiting = 0;
            count = 0;
            out.write(new byte[Long.BYTES]);
        }
    }
}
