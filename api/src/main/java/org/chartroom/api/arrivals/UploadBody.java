package org.chartroom.api.arrivals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.ingest.intake.CutOffException;
import org.jspecify.annotations.Nullable;

/**
 * The file in an upload, wherever it stands: as the whole body, or as the part {@code file} of a form.
 *
 * @param name the sender's name for it, empty when none was given
 * @param declaredBytes its length as announced, where it was
 * @param fields what stood before it in the form, or in the query
 */
public record UploadBody(String name, OptionalLong declaredBytes, Map<String, String> fields, Content content) {
    private static final Pattern FILENAME_STAR = Pattern.compile("(?i)filename\\*=UTF-8''([^;\\s]+)");
    private static final Pattern FILENAME = Pattern.compile("(?i)filename=(?:\"([^\"]*)\"|([^;\\s]+))");

    /** The file's bytes, and whether all of the request came. */
    public interface Content {
        InputStream bytes() throws IOException;
    }

    public UploadBody {
        fields = Map.copyOf(fields);
    }

    /** A field of the form or the query, when it was given and is not blank. */
    public Optional<String> field(String key) {
        return Optional.ofNullable(fields.get(key)).filter(text -> !text.isBlank());
    }

    /**
     * Finds the file.
     *
     * @throws ProblemException when a form has no part named {@code file}
     */
    public static UploadBody of(HttpServletRequest request, InputStream body) throws IOException {
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((key, values) -> fields.put(key, values[0]));
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA)) {
            return form(new MultipartReader(body, type), fields);
        }
        long length = request.getContentLengthLong();
        return new UploadBody(
                fields.getOrDefault("name", headerName(request)),
                length < 0 ? OptionalLong.empty() : OptionalLong.of(length),
                fields,
                () -> body);
    }

    private static UploadBody form(MultipartReader reader, Map<String, String> fields) throws IOException {
        for (Optional<MultipartReader.Part> next = reader.next(); next.isPresent(); next = reader.next()) {
            MultipartReader.Part part = next.get();
            if (part.name().equals("file") || part.fileName().isPresent()) {
                return new UploadBody(
                        fields.getOrDefault("name", part.fileName().orElse("")),
                        OptionalLong.empty(),
                        fields,
                        () -> new WholeForm(reader, part.bytes()));
            }
            fields.put(part.name(), part.text());
            // A field that was too long threw; one that was not read to its end would shift the next part.
        }
        throw ProblemException.badRequest("The form has no part named 'file'. Nothing was kept.");
    }

    /** Ends only when the form's closing boundary has come: a form that was cut off has no whole file. */
    private static final class WholeForm extends java.io.FilterInputStream {
        private final MultipartReader reader;
        private boolean ended;

        WholeForm(MultipartReader reader, InputStream file) {
            super(file);
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = in.read(target, offset, length);
            if (n < 0 && !ended) {
                for (Optional<MultipartReader.Part> more = reader.next(); more.isPresent(); more = reader.next()) {
                    if (more.get().fileName().isPresent()) {
                        throw new CutOffException("a form carries one file");
                    }
                    more.get().text();
                }
                ended = true;
            }
            return n;
        }
    }

    private static String headerName(HttpServletRequest request) {
        @Nullable String own = request.getHeader("X-File-Name");
        if (own != null) {
            return decoded(own);
        }
        @Nullable String disposition = request.getHeader("Content-Disposition");
        if (disposition == null) {
            return "";
        }
        Matcher star = FILENAME_STAR.matcher(disposition);
        if (star.find()) {
            return decoded(star.group(1));
        }
        Matcher plain = FILENAME.matcher(disposition);
        return plain.find() ? (plain.group(1) != null ? plain.group(1) : plain.group(2)) : "";
    }

    private static String decoded(String text) {
        try {
            // URLDecoder would turn a plus into a space; in these headers a plus is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
