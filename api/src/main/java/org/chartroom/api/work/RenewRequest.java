package org.chartroom.api.work;

/**
 * A worker still has its work and says how far it is.
 *
 * @param done pages read, or seconds of audio transcribed
 * @param of all of them; 0 while not known
 * @param transcribing whether it turned out to be a recording
 */
public record RenewRequest(int done, int of, boolean transcribing) {
    public RenewRequest {
        if (done < 0 || of < 0) {
            throw new IllegalArgumentException("progress counts from 0");
        }
    }
}
