package org.chartroom.ingest.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.chartroom.ingest.office.Charsets;

/** Header fields as people read them: folded lines joined, encoded words and raw bytes of any charset decoded. */
final class HeaderText {
    private static final int LONGEST = 2_000;

    private HeaderText() {}

    /** A field's value. */
    static String of(Field field) {
        ByteSequence raw = field.getRaw();
        String line = raw == null ? field.getName() + ":" + field.getBody() : Charsets.decode(raw.toByteArray());
        String value = line.substring(line.indexOf(':') + 1).replaceAll("\\r?\\n[ \\t]*", " ");
        return shortened(words(value));
    }

    /** A parameter of a field such as Content-Disposition, empty if it has none; continued and encoded ones too. */
    static String parameter(Field field, String name) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return "";
        }
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField(field.getName(), field.getBody()));
        MimeParameterMapping parameters = new MimeParameterMapping();
        for (NameValuePair pair : body.getParams()) {
            if (pair.getName() != null && pair.getValue() != null) {
                parameters.addParameter(pair.getName().toLowerCase(Locale.ROOT), pair.getValue());
            }
        }
        String value = parameters.get(name);
        return value == null ? "" : shortened(words(repaired(value)));
    }

    /** The first token of a field's value, lower case, such as {@code attachment}. */
    static String token(Field field) {
        String value = of(field);
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Bytes that a parser took for Latin letters one by one, read as the charset they are in. */
    private static String repaired(String value) {
        boolean bytes = value.chars().allMatch(c -> c < 256) && value.chars().anyMatch(c -> c > 127);
        return bytes ? Charsets.decode(value.getBytes(StandardCharsets.ISO_8859_1)) : value;
    }

    private static String words(String value) {
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            return value;
        }
    }

    private static String shortened(String value) {
        String clean = value.replaceAll("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]", " ")
                .strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "\u2026";
    }
}
