package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Words that one author's drafts have otherwise than the author wants them written.
 *
 * @param number names it, from 1
 * @param author whose drafts it is for
 * @param spoken words as the engine hears them, lower case, single spaces
 * @param written what stands for them
 * @param replaced in how many notes the author wrote it so
 * @param kept in how many notes the author left the words as they were heard
 * @param decidedAt when the author accepted or declined it
 */
public record Correction(
        long number,
        UserId author,
        String spoken,
        String written,
        State state,
        int replaced,
        int kept,
        Optional<Instant> decidedAt) {
    /** What the author said to it. */
    public enum State {
        /** Seen in edits; nothing was said yet, and nothing is done with it. */
        SEEN,
        /** Later drafts of the author are written so. */
        ACCEPTED,
        /** Never to be suggested again. */
        DECLINED
    }

    /** Whether it was seen often enough to be suggested: in two notes or more, and oftener than not. */
    public boolean isSuggested() {
        return state == State.SEEN && replaced >= 2 && replaced > kept;
    }
}
