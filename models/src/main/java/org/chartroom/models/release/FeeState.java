package org.chartroom.models.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * What a request costs.
 *
 * @param lines in the order of the invoice
 * @param settled whether it is paid or waived; a request without lines costs nothing
 * @param settlement how it was settled; empty while it is not, or where nothing was to be paid
 */
public record FeeState(List<FeeLine> lines, boolean estimateShown, boolean settled, Optional<Settlement> settlement) {
    /** Costs nothing. */
    public static final FeeState NONE = new FeeState(List.of(), false, true);

    public FeeState {
        lines = List.copyOf(lines);
    }

    /** One of which nobody wrote down how it was settled. */
    public FeeState(List<FeeLine> lines, boolean estimateShown, boolean settled) {
        this(lines, estimateShown, settled, Optional.empty());
    }

    /**
     * That it was paid or waived.
     *
     * @param cents what was paid; 0 for a waiver
     * @param words by cheque 1024, or why it is waived
     */
    public record Settlement(Kind kind, long cents, String words, UserId by, Instant at) {
        /** How. Names are stored: added to, never renamed. */
        public enum Kind {
            PAID,
            WAIVED
        }
    }

    /** The same, told to who pays before the work is done. */
    public FeeState shown() {
        return new FeeState(lines, true, settled, settlement);
    }

    public FeeState settled(Settlement how) {
        return new FeeState(lines, estimateShown, true, Optional.of(how));
    }

    /** In cents. */
    public long total() {
        return lines.stream().mapToLong(FeeLine::cents).sum();
    }
}
