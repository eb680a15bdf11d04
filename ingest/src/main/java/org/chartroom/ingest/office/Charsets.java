package org.chartroom.ingest.office;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * Decodes text whose charset is not known, or is claimed wrongly: by byte order mark, else as UTF-8 if it is valid UTF-8,
 * else as UTF-16 if every other byte is zero, else as windows-1252, which an American office's old programs write and
 * which holds all of ISO 8859-1. Statistical guessing is left out on purpose: on short letters it turns Müller into
 * Cyrillic.
 */
public final class Charsets {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    /** The text of these bytes, without its byte order mark. */
    public static String decode(byte[] bytes) {
        return decode(bytes, Optional.empty());
    }

    /**
     * The text of these bytes.
     *
     * @param claimed the charset the sender names; taken only if it is known here and the bytes are valid in it
     */
    public static String decode(byte[] bytes, Optional<String> claimed) {
        Optional<String> marked = byMark(bytes);
        if (marked.isPresent()) {
            return marked.get();
        }
        Optional<Charset> named = claimed.flatMap(Charsets::named);
        if (named.isPresent()) {
            Optional<String> valid = strictly(bytes, named.get());
            if (valid.isPresent()) {
                return valid.get();
            }
        }
        Optional<Charset> wide = wide(bytes);
        if (wide.isPresent()) {
            return new String(bytes, wide.get());
        }
        return strictly(bytes, StandardCharsets.UTF_8).orElseGet(() -> new String(bytes, WESTERN));
    }

    private static Optional<String> byMark(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        if (starts(bytes, 0xFF, 0xFE, 0, 0)) {
            return Optional.of(new String(bytes, 4, bytes.length - 4, Charset.forName("UTF-32LE")));
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return Optional.of(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE));
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return Optional.of(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE));
        }
        return Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> wide(byte[] bytes) {
        int even = 0;
        int odd = 0;
        int looked = Math.min(bytes.length, 4096) / 2 * 2;
        for (int i = 0; i < looked; i++) {
            if (bytes[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (looked >= 4 && odd > looked / 4 && even == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (looked >= 4 && even > looked / 4 && odd == 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static Optional<Charset> named(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            // ISO 8859-1 in practice means windows-1252: its curly quotes stand where the standard has control codes.
            boolean western = charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII);
            return western ? Optional.empty() : Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
