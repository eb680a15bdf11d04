package org.chartroom.models.record;

import java.time.Instant;

/**
 * What a signature froze. The seal is the SHA-256, in hexadecimal, over the signed text, the recording and every version that
 * led to it, so that a change of any of them shows.
 *
 * @param number of the version that was signed
 * @param blanksReason why it was signed with blanks in it, empty when there were none
 */
public record Signature(DocumentId document, int number, UserId signer, Instant at, String seal, String blanksReason) {}
