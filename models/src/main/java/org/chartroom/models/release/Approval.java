package org.chartroom.models.release;

import java.time.Instant;
import org.chartroom.models.record.UserId;

/**
 * That a second person looked at a packet and lets it go.
 *
 * @param packetSha256 the packet's; for any other it is void
 * @param exception why the same person approved who made it, in an office that has nobody else; empty otherwise
 */
public record Approval(String packetSha256, String exception, UserId by, Instant at) {}
