package org.chartroom.models.release;

import java.util.List;

/**
 * What a request costs.
 *
 * @param lines in the order of the invoice
 * @param settled whether it is paid or waived; a request without lines costs nothing
 */
public record FeeState(List<FeeLine> lines, boolean estimateShown, boolean settled) {
    /** Costs nothing. */
    public static final FeeState NONE = new FeeState(List.of(), false, true);

    public FeeState {
        lines = List.copyOf(lines);
    }

    /** In cents. */
    public long total() {
        return lines.stream().mapToLong(FeeLine::cents).sum();
    }
}
