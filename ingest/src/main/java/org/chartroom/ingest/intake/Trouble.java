package org.chartroom.ingest.intake;

/**
 * What keeps a channel from working, for people.
 *
 * @param what one sentence about what is wrong and what is kept
 * @param whatToDo one sentence about what helps
 */
public record Trouble(String what, String whatToDo) {}
