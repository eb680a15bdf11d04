package org.chartroom.ingest.sniff;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells an e-mail from a typed page that happens to begin with "To:" and "From:", as every cover letter does: a message
 * has header lines from its very first line on, one that only software writes, and one that a person would see.
 */
final class MailHeaders {
    private static final Set<String> WRITTEN_BY_SOFTWARE = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "dkim-signature",
            "authentication-results",
            "arc-seal",
            "x-mailer",
            "user-agent",
            "thread-index",
            "references",
            "in-reply-to",
            "reply-to",
            "x-priority",
            "x-originating-ip",
            "envelope-to");
    private static final Set<String> SEEN_BY_PEOPLE = Set.of("from", "to", "cc", "subject", "date", "sender");
    private static final int LINES = 400;

    private MailHeaders() {}

    static boolean begin(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int start = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
        Set<String> software = new HashSet<>();
        Set<String> people = new HashSet<>();
        int lines = 0;
        while (start < text.length() && lines++ < LINES) {
            int end = text.indexOf('\n', start);
            boolean whole = end >= 0;
            String line = text.substring(start, whole ? end : text.length());
            start = whole ? end + 1 : text.length();
            if (line.isBlank()) {
                break;
            }
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (lines == 1) {
                    return false;
                }
                continue;
            }
            int colon = line.indexOf(':');
            if (lines == 1 && line.startsWith("From ")) {
                continue;
            }
            if (colon <= 0 || !isName(line, colon)) {
                if (!whole) {
                    break;
                }
                return false;
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            if (WRITTEN_BY_SOFTWARE.contains(name) || name.startsWith("x-ms-")) {
                software.add(name);
            } else if (SEEN_BY_PEOPLE.contains(name)) {
                people.add(name);
            }
        }
        return !people.isEmpty() && !software.isEmpty() && people.size() + software.size() >= 3;
    }

    /**
     * Whether a file in the old mailbox format holds one message only, as mail programs save single messages; with more,
     * it is a mailbox and reading it as one message would hide all but the first.
     */
    static boolean isSingleMessage(Path mailbox) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(mailbox))) {
            byte[] mark = {'\n', '\n', 'F', 'r', 'o', 'm', ' '};
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\r') {
                    continue;
                }
                if (b == mark[matched]) {
                    matched++;
                } else {
                    matched = b == '\n' ? Math.min(matched == 2 ? 2 : 1, 2) : 0;
                }
                if (matched == mark.length) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isName(String line, int colon) {
        for (int i = 0; i < colon; i++) {
            char c = line.charAt(i);
            if ((c <= ' ' && i < colon - 1) || c >= 127) {
                return false;
            }
        }
        return true;
    }
}
