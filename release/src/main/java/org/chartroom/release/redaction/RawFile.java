package org.chartroom.release.redaction;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The bytes of a file as they lie there, piece by piece, without any idea of PDF. */
final class RawFile {
    private static final int PIECE = 1 << 20;

    /** Pieces overlap by as much as a term can be long. */
    private static final int OVERLAP = 4096;

    private static final byte[] EOF = "%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] START_XREF = "startxref".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OBJECT = " 0 obj".getBytes(StandardCharsets.US_ASCII);

    private final String sha256;
    private final boolean term;
    private final int ends;
    private final int starts;
    private final int objects;
    private final boolean begins;
    private final boolean closes;

    private RawFile(String sha256, boolean term, int ends, int starts, int objects, boolean begins, boolean closes) {
        this.sha256 = sha256;
        this.term = term;
        this.ends = ends;
        this.starts = starts;
        this.objects = objects;
        this.begins = begins;
        this.closes = closes;
    }

    static RawFile read(Path file, Terms terms) throws IOException {
        MessageDigest digest = Pixels.digest();
        boolean term = false;
        int ends = 0;
        int starts = 0;
        int objects = 0;
        boolean begins = false;
        byte[] kept = new byte[0];
        byte[] last = new byte[0];
        try (var in = Files.newInputStream(file)) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                digest.update(piece);
                begins |= kept.length == 0 && startsWith(piece, "%PDF-");
                byte[] joined = new byte[kept.length + piece.length];
                System.arraycopy(kept, 0, joined, 0, kept.length);
                System.arraycopy(piece, 0, joined, kept.length, piece.length);
                term |= terms.in(joined);
                ends += count(joined, EOF, kept.length);
                starts += count(joined, START_XREF, kept.length);
                objects += count(joined, OBJECT, kept.length);
                int keep = Math.min(OVERLAP, joined.length);
                kept = new byte[keep];
                System.arraycopy(joined, joined.length - keep, kept, 0, keep);
                last = kept;
            }
        }
        String tail = new String(last, StandardCharsets.ISO_8859_1);
        boolean closes = tail.stripTrailing().endsWith("%%EOF")
                && tail.length() - tail.stripTrailing().length() <= 2;
        return new RawFile(HexFormat.of().formatHex(digest.digest()), term, ends, starts, objects, begins, closes);
    }

    /** Counts those that end behind what was seen before. */
    private static int count(byte[] bytes, byte[] what, int seen) {
        int found = 0;
        next:
        for (int i = Math.max(0, seen - what.length + 1); i <= bytes.length - what.length; i++) {
            for (int j = 0; j < what.length; j++) {
                if (bytes[i + j] != what[j]) {
                    continue next;
                }
            }
            found++;
        }
        return found;
    }

    private static boolean startsWith(byte[] bytes, String what) {
        return new String(bytes, 0, Math.min(bytes.length, what.length()), StandardCharsets.ISO_8859_1).equals(what);
    }

    String sha256() {
        return sha256;
    }

    /** Whether a term stands in it. */
    boolean hasTerm() {
        return term;
    }

    /** How many objects begin in it, whether or not anything knows of them. */
    int objects() {
        return objects;
    }

    /** Whether it is one state, from its first byte to its last. */
    boolean isOnePiece() {
        return ends == 1 && starts == 1 && begins && closes;
    }
}
