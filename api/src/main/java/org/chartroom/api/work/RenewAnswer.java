package org.chartroom.api.work;

/**
 * The lease was renewed.
 *
 * @param leaseSeconds how long it is good for from now
 */
public record RenewAnswer(int leaseSeconds) {}
