package org.chartroom.models.record;

/**
 * What one step of page clean-up decided.
 *
 * @param step the step's stable name, such as {@code deskew}
 * @param decision what it did, such as {@code turned 1.8 degrees} or {@code skipped}
 * @param value the number the decision rests on, in the step's own unit
 */
public record StepNote(String step, String decision, double value) {}
