package org.chartroom.api.recordings;

import org.chartroom.models.record.LeaseToken;

/**
 * A recording that a worker is to listen to while it is made.
 *
 * @param token proves it in every later call
 * @param from first sample nobody listened to yet
 */
public record LiveOffer(LeaseToken token, long from) {}
