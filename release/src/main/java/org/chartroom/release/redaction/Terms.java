package org.chartroom.release.redaction;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What must not be found anywhere in a packet. Found also where a reader took one letter for another, where a word was broken at the
 * end of a line, and without its accents. Short terms are found as whole words only: as part of others they are everywhere.
 */
final class Terms {
    private static final int SHORT = 4;

    /** Shorter than this, chance puts them into compressed bytes. */
    private static final int CHANCE = 6;

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<String> terms;
    private final List<String> squeezed = new ArrayList<>();
    private final List<Pattern> words = new ArrayList<>();
    private final List<byte[]> raw = new ArrayList<>();

    Terms(List<String> terms) {
        this.terms = terms.stream().filter(term -> !plain(term).isEmpty()).toList();
        for (String term : this.terms) {
            String plain = plain(term);
            if (plain.replace(" ", "").length() < SHORT) {
                words.add(Pattern.compile("(^| )" + Pattern.quote(plain) + "( |$)"));
            } else {
                squeezed.add(squeeze(plain));
            }
            for (String written : List.of(term, term.toLowerCase(Locale.ROOT), term.toUpperCase(Locale.ROOT))) {
                for (Charset charset : CHARSETS) {
                    byte[] bytes = written.getBytes(charset);
                    raw.add(lower(bytes));
                    raw.add(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    /** Whether there is nothing to look for. */
    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether one of them stands in a text. */
    boolean in(String text) {
        String plain = plain(text);
        String tight = squeeze(plain);
        return squeezed.stream().anyMatch(tight::contains)
                || words.stream().anyMatch(word -> word.matcher(plain).find());
    }

    /** Whether one of them stands in bytes, in one of the ways in which PDFs write strings. */
    boolean in(byte[] bytes) {
        if (terms.isEmpty()) {
            return false;
        }
        byte[] lower = lower(bytes);
        return raw.stream().filter(term -> term.length >= CHANCE).anyMatch(term -> contains(lower, term));
    }

    private static byte[] lower(byte[] bytes) {
        byte[] lower = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            lower[i] = (byte) (bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + 32 : bytes[i]);
        }
        return lower;
    }

    private static boolean contains(byte[] bytes, byte[] term) {
        next:
        for (int i = 0; i <= bytes.length - term.length; i++) {
            for (int j = 0; j < term.length; j++) {
                if (bytes[i + j] != term[j]) {
                    continue next;
                }
            }
            return true;
        }
        return false;
    }

    private static String plain(String text) {
        String joined = text.replaceAll("[-\u00ad\u2010]\\s*\\R\\s*", "");
        String bare = MARKS.matcher(Normalizer.normalize(joined, Normalizer.Form.NFKD))
                .replaceAll("");
        return OTHER.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** Letters that readers take for one another become the same. */
    private static String squeeze(String plain) {
        return plain.replace(" ", "")
                .replace("rn", "m")
                .replace('o', '0')
                .replace('i', '1')
                .replace('l', '1')
                .replace('s', '5')
                .replace('b', '8')
                .replace('z', '2')
                .replace('g', '9')
                .replace('q', '9');
    }
}
