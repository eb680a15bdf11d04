package org.chartroom.models.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.UserId;

/**
 * What was put together to be sent.
 *
 * @param sha256 of its bytes
 * @param madeOf hash of all that it was made of: patient, recipient, basis, scope, pages and decisions. When that changes the
 *     packet is void, and with it what was checked and approved of it
 * @param pages how many it has
 * @param redactedPages how many of them bear boxes
 * @param certificate the redaction's certificate; needed where pages are redacted
 * @param notices which notices are attached
 * @param recordings that go with it
 * @param consentAttached whether a copy of the consent, or an explanation of its scope, is
 */
public record Packet(
        String sha256,
        String madeOf,
        int pages,
        int redactedPages,
        Optional<Certificate> certificate,
        Set<Notice> notices,
        List<PacketRecording> recordings,
        boolean consentAttached,
        UserId by,
        Instant at) {
    public Packet {
        notices = Set.copyOf(notices);
        // Packets of before recordings could go along say nothing of them.
        recordings = recordings == null ? List.of() : List.copyOf(recordings);
    }

    /**
     * That a redaction was verified.
     *
     * @param packetSha256 of the bytes that were verified
     * @param passed how many checks were passed; all are twelve
     */
    public record Certificate(String packetSha256, int passed) {
        /** How many checks there are. */
        public static final int CHECKS = 12;
    }

    /** What travels with records. Names are stored: added to, never renamed. */
    public enum Notice {
        /** The full notice of 42 CFR 2.32(a)(1). */
        PART_2_FULL,
        /** The short notice of 42 CFR 2.32(a)(2). */
        PART_2_SHORT
    }

    /** Whether what was redacted was verified in these very bytes, by all checks. */
    public boolean isVerified() {
        return redactedPages == 0
                || certificate
                        .filter(each -> each.packetSha256().equals(sha256) && each.passed() == Certificate.CHECKS)
                        .isPresent();
    }
}
