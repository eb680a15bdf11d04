package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.record.UserId;

/**
 * That somebody took a packet at the desk and signed for it. Never changed.
 *
 * @param signer as they write their name
 * @param statement what they signed
 * @param drawn whether it was drawn on the screen; typed otherwise
 * @param identity how it was seen who they are
 * @param evidence what was seen
 * @param packetSha256 of what they took
 * @param imageSha256 of the picture of what was drawn; empty when it was typed
 * @param boundSha256 hash over all the others: neither signature, packet nor evidence can be exchanged without its showing
 * @param witness who handed the packet over
 */
public record PickupSignature(
        ReleaseId release,
        String signer,
        String statement,
        boolean drawn,
        Verification.Method identity,
        String evidence,
        String packetSha256,
        Optional<String> imageSha256,
        String boundSha256,
        UserId witness,
        Instant at) {
    public PickupSignature {
        if (signer.isBlank() || statement.isBlank() || evidence.isBlank()) {
            throw new IllegalArgumentException("a signature says who signed what, and what was seen of who they are");
        }
        if (drawn != imageSha256.isPresent()) {
            throw new IllegalArgumentException("what was drawn has a picture, what was typed has none");
        }
    }
}
