package org.chartroom.ingest.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Whether a file looks as if its writer had not come to the end: a scanner that feeds slowly pauses longer between two
 * pages than any sensible waiting time. A guess that only makes one wait longer; what stays so is taken as it is.
 */
final class Unfinished {
    private static final int HEAD = 16;
    private static final int TAIL = 2_048;

    private Unfinished() {}

    static boolean looksSo(Path file, long size) throws IOException {
        if (size == 0) {
            return true;
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            String head = text(channel, 0, HEAD);
            String tail = text(channel, Math.max(0, size - TAIL), TAIL);
            if (head.startsWith("%PDF-")) {
                return !tail.contains("%%EOF");
            }
            if (head.startsWith("\u00ff\u00d8\u00ff")) {
                return !tail.contains("\u00ff\u00d9");
            }
            if (head.startsWith("\u0089PNG")) {
                return !tail.contains("IEND");
            }
            if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
                return tiffDirectory(head) >= size || tiffDirectory(head) == 0;
            }
            return head.startsWith("RIFF") && head.length() >= 8 && littleEndian(head, 4) + 8 > size;
        }
    }

    private static long tiffDirectory(String head) {
        return head.length() < 8
                ? 0
                : head.charAt(0) == 'I'
                        ? littleEndian(head, 4)
                        : Integer.toUnsignedLong(Integer.reverseBytes((int) littleEndian(head, 4)));
    }

    private static long littleEndian(String text, int at) {
        return (long) text.charAt(at)
                | (long) text.charAt(at + 1) << 8
                | (long) text.charAt(at + 2) << 16
                | (long) text.charAt(at + 3) << 24;
    }

    private static String text(SeekableByteChannel channel, long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Reads until the buffer or the file is at its end.
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
}
