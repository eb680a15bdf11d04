package org.chartroom.api.work;

import java.util.List;
import org.chartroom.models.text.HeardPiece;

/** Pieces of a recording that are done while the recording is not. */
public record HeardSoFar(List<HeardPiece> pieces) {
    public HeardSoFar {
        pieces = pieces == null ? List.of() : List.copyOf(pieces);
    }
}
