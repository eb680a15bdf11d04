package org.chartroom.models.record;

/**
 * A line of the audit trail.
 *
 * @param sequence from 1, without gaps
 * @param canonical the bytes that are hashed and sealed: the event and its sequence as JSON with sorted keys, no white
 *     space, UTF-8
 */
public record AuditEntry(long sequence, AuditEvent event, byte[] canonical) {}
