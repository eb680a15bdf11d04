package org.chartroom.api.reader;

import org.chartroom.models.text.HeardPiece;
import org.chartroom.transcribe.Progress;

/** Told of a recording while it is transcribed, on one thread of the pool at a time; must return quickly. */
public interface HearListener extends Progress {
    /** A piece that was newly heard; pieces come in their order. */
    void heard(HeardPiece piece);

    /** Cares for the progress only. */
    static HearListener of(Progress progress) {
        return new HearListener() {
            @Override
            public void heard(HeardPiece piece) {}

            @Override
            public void reached(long heardMs, long totalMs) {
                progress.reached(heardMs, totalMs);
            }
        };
    }
}
