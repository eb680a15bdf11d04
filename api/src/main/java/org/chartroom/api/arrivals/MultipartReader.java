package org.chartroom.api.arrivals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.ingest.intake.CutOffException;

/**
 * Reads a {@code multipart/form-data} body part by part without keeping it: a file's bytes go straight on to the blob
 * store. Used by one thread. A body that ends before its closing boundary was cut off, whatever its parts look like.
 */
final class MultipartReader {
    private static final int MOST_HEADER_BYTES = 8_192;
    private static final int MOST_PARTS = 50;
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,200})\"|([^\\s;,\"]{1,200}))");
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|[;\\s])name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("(?i)(?:^|[;\\s])filename=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private boolean ended;
    private int parts;

    /** @throws ProblemException when the content type names no boundary */
    MultipartReader(InputStream in, String contentType) throws IOException {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw ProblemException.badRequest("The multipart body names no boundary. Nothing was kept.");
        }
        String boundary = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        // The first boundary has no line end before it; giving it one makes all of them alike.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
        try (InputStream preamble = new PartStream()) {
            preamble.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /**
     * One part.
     *
     * @param fileName empty when the part is a plain field
     * @param bytes ends where the part ends; good until the next part is asked for
     */
    record Part(String name, Optional<String> fileName, InputStream bytes) {
        /** A short field's text. */
        String text() throws IOException {
            byte[] text = bytes.readNBytes(MOST_HEADER_BYTES + 1);
            if (text.length > MOST_HEADER_BYTES) {
                throw ProblemException.badRequest("The field '" + name + "' is too long. Nothing was kept.");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** The next part, empty after the closing boundary. */
    Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        // Right behind a delimiter: "--" closes the body, a line end starts a part.
        if (take() == '-' && peek() == '-') {
            ended = true;
            return Optional.empty();
        }
        if (++parts > MOST_PARTS) {
            throw ProblemException.badRequest("The multipart body has too many parts. Nothing was kept.");
        }
        start--;
        Map<String, String> headers = headers();
        String disposition = headers.getOrDefault("content-disposition", "");
        Matcher name = NAME.matcher(disposition);
        Matcher file = FILENAME.matcher(disposition);
        return Optional.of(new Part(
                name.find() ? name.group(1) : "",
                file.find()
                        ? Optional.of(file.group(1).replaceAll("\\\\(.)", "$1").replace("%22", "\""))
                        : Optional.empty(),
                new PartStream()));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int read = 0;
        line(0);
        while (true) {
            String line = line(read);
            read += line.length() + 2;
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
    }

    private String line(int before) throws IOException {
        byte[] line = new byte[256];
        int length = 0;
        while (true) {
            int b = take();
            if (b == '\n') {
                int trimmed = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, trimmed, StandardCharsets.UTF_8);
            }
            if (before + length >= MOST_HEADER_BYTES) {
                throw ProblemException.badRequest("The multipart headers are too long. Nothing was kept.");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = (byte) b;
        }
    }

    private int take() throws IOException {
        int b = peek();
        start++;
        return b;
    }

    private int peek() throws IOException {
        if (start == end && !fill()) {
            throw new CutOffException("the multipart body ended before its closing boundary");
        }
        return buffer[start] & 0xff;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int n = in.read(buffer, end, buffer.length - end);
        if (n <= 0) {
            return false;
        }
        end += n;
        return true;
    }

    /** The bytes up to the next delimiter, which is swallowed. */
    private final class PartStream extends InputStream {
        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (done) {
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            while (true) {
                int at = indexOfDelimiter();
                int plain = at >= 0 ? at - start : end - start - (delimiter.length - 1);
                if (plain > 0) {
                    int n = Math.min(length, plain);
                    System.arraycopy(buffer, start, target, offset, n);
                    start += n;
                    return n;
                }
                if (at >= 0) {
                    start = at + delimiter.length;
                    done = true;
                    return -1;
                }
                if (!fill()) {
                    throw new CutOffException("the multipart body ended before its closing boundary");
                }
            }
        }

        private int indexOfDelimiter() {
            for (int i = start; i <= end - delimiter.length; i++) {
                if (buffer[i] == '\r'
                        && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
