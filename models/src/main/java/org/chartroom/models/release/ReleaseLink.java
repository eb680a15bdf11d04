package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;

/**
 * The address at which a packet waits for who it is for. Address and code are kept as hashes only.
 *
 * @param tokenSha256 of what stands in the address
 * @param packetSha256 of the packet that was approved
 * @param fileSha256 of what is fetched: the packet itself, or a form that was made of it
 * @param codeSha256 of the code that goes by another way
 * @param expiresAt when it ends by itself
 * @param wrongCodes how often a wrong code was typed
 * @param fetchedAt when the packet was fetched first
 */
public record ReleaseLink(
        String tokenSha256,
        ReleaseId release,
        String packetSha256,
        String fileSha256,
        String codeSha256,
        Instant expiresAt,
        int wrongCodes,
        Optional<Instant> fetchedAt) {}
