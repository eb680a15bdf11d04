package org.chartroom.api.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.jspecify.annotations.Nullable;

/** Answers with kept bytes, whole or in part. */
public final class BlobAnswer {
    /** What browsers may show in place: nothing in these can run. */
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    private BlobAnswer() {}

    /** The whole blob, shown in place when it is a plain image or sound, else as a download. */
    public static Response whole(BlobStore blobs, Blob blob) throws IOException {
        return ranged(blobs, blob, null);
    }

    /** The whole blob as a download under the sender's name. */
    public static Response download(BlobStore blobs, Blob blob, String name) throws IOException {
        return start(first -> opened(blobs, blob, first), blob.mediaType(), 0, blob.bytes(), 200)
                .header("Content-Disposition", disposition("attachment", name))
                .build();
    }

    /**
     * The part that a {@code Range} header asks for; the whole when there is none or it asks for several.
     *
     * @throws ProblemException when the part is not there
     */
    public static Response ranged(BlobStore blobs, Blob blob, @Nullable String range) throws IOException {
        return ranged(blob.bytes(), blob.mediaType(), first -> opened(blobs, blob, first), range);
    }

    /** Bytes that can be read from any place on. */
    @FunctionalInterface
    public interface Source {
        /** Opens them from this byte on; the caller closes it. */
        ReadableByteChannel from(long first) throws IOException;
    }

    /**
     * As {@link #ranged(BlobStore, Blob, String)}, of bytes that are no blob.
     *
     * @param bytes how many there are
     */
    public static Response ranged(long bytes, String mediaType, Source source, @Nullable String range)
            throws IOException {
        long first = 0;
        long last = bytes - 1;
        boolean partial = false;
        if (range != null && range.startsWith("bytes=") && range.indexOf(',') < 0) {
            String asked = range.substring("bytes=".length()).strip();
            int dash = asked.indexOf('-');
            try {
                if (dash == 0) {
                    first = Math.max(0, bytes - Long.parseLong(asked.substring(1)));
                } else if (dash > 0) {
                    first = Long.parseLong(asked.substring(0, dash));
                    last = dash == asked.length() - 1
                            ? last
                            : Math.min(last, Long.parseLong(asked.substring(dash + 1)));
                }
                partial = dash >= 0;
            } catch (NumberFormatException e) {
                throw outOfRange(bytes);
            }
            if (partial && (first > last || first < 0)) {
                throw outOfRange(bytes);
            }
        }
        Response.ResponseBuilder answer = start(source, mediaType, first, last - first + 1, partial ? 206 : 200);
        if (partial) {
            answer.header("Content-Range", "bytes " + first + "-" + last + "/" + bytes);
        }
        String type = mediaType.toLowerCase(Locale.ROOT);
        if (!SHOWN.contains(type) && !type.startsWith("audio/")) {
            answer.header("Content-Disposition", "attachment");
        }
        return answer.build();
    }

    private static ProblemException outOfRange(long bytes) {
        return new ProblemException(
                Kind.BAD_RANGE, "Only bytes 0 to " + (bytes - 1) + " are there.", Map.of("bytes", bytes));
    }

    private static ReadableByteChannel opened(BlobStore blobs, Blob blob, long first) throws IOException {
        SeekableByteChannel channel = blobs.open(blob.ref());
        channel.position(first);
        return channel;
    }

    private static Response.ResponseBuilder start(Source source, String mediaType, long first, long length, int status)
            throws IOException {
        // Opened before the answer starts, so that missing bytes are a problem answer and not a broken download.
        ReadableByteChannel channel = source.from(first);
        StreamingOutput body = out -> {
            try (channel) {
                copy(channel, length, out);
            }
        };
        return Response.status(status)
                .entity(body)
                .type(mediaType)
                .header("Content-Length", length)
                .header("Accept-Ranges", "bytes");
    }

    private static void copy(ReadableByteChannel channel, long length, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int n = channel.read(buffer);
            if (n < 0) {
                throw new IOException("a blob is shorter than its record says");
            }
            out.write(buffer.array(), 0, n);
            left -= n;
        }
    }

    /** A Content-Disposition that no name can break out of. */
    public static String disposition(String kind, String name) {
        StringBuilder plain = new StringBuilder();
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean safe = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
            plain.append(safe ? c : '_');
            if (safe) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        if (plain.isEmpty()) {
            return kind;
        }
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
