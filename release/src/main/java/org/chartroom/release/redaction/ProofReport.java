package org.chartroom.release.redaction;

import java.util.List;
import org.chartroom.models.release.Packet;

/**
 * What the verification of a packet found. It holds no word of what was painted over.
 *
 * @param sha256 of the file that was verified
 * @param checks all twelve, in their order
 */
public record ProofReport(String sha256, List<Check> checks) {
    /**
     * One check.
     *
     * @param id {@code V1} to {@code V12}
     * @param title what it looks for
     * @param found what it found, empty when it was passed
     */
    public record Check(String id, String title, String found) {
        /** Whether it found nothing. */
        public boolean isPassed() {
            return found.isEmpty();
        }
    }

    public ProofReport {
        checks = List.copyOf(checks);
    }

    /** Whether all twelve checks were made and found nothing. */
    public boolean isPassed() {
        return checks.size() == Packet.Certificate.CHECKS && checks.stream().allMatch(Check::isPassed);
    }

    /** The certificate for the packet with this hash. */
    public Packet.Certificate certificate() {
        return new Packet.Certificate(
                sha256, (int) checks.stream().filter(Check::isPassed).count());
    }
}
