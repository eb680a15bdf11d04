package org.chartroom.transcribe.safety;

import java.util.stream.Stream;

/** Looks for one kind of danger. Immutable. */
interface SafetyRule {
    Stream<Finding> in(Draft draft);
}
