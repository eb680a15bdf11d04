package org.chartroom.release;

import java.util.List;
import org.chartroom.models.release.Reason;

/** A step was to be taken before those that come first. Nothing was changed. */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    NotYetException(List<Reason> reasons) {
        super(
                reasons.isEmpty()
                        ? "That cannot be done now."
                        : reasons.getFirst().words());
        this.reasons = List.copyOf(reasons);
    }

    /** What is missing. */
    public List<Reason> reasons() {
        return reasons;
    }
}
