package org.chartroom.api.paper;

import java.util.Optional;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Records;

/** Says whether the paper of an arrival must be kept for a reason of law. Asked within a transaction; called often. */
@FunctionalInterface
public interface Holds {
    /** Nothing is ever held. */
    Holds NONE = (_, _) -> Optional.empty();

    /** Why it must be kept, in words for a person and without a full stop; empty when it need not. */
    Optional<String> why(Records records, ArrivalId arrival);
}
