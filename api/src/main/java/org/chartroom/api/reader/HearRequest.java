package org.chartroom.api.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.HeardPiece;

/**
 * How a recording is to be transcribed.
 *
 * @param engine which engine
 * @param model folder of a Vosk model to use instead of the installed ones
 * @param playableInto folder into which a form that every browser plays is written, when one is wanted
 * @param heardBefore pieces of it that earlier tries finished; not listened to again where the same engine is used
 */
public record HearRequest(
        Engine engine, Optional<Path> model, Optional<Path> playableInto, List<HeardPiece> heardBefore) {
    public HearRequest {
        heardBefore = List.copyOf(heardBefore);
    }

    /** From the start. */
    public HearRequest(Engine engine, Optional<Path> model, Optional<Path> playableInto) {
        this(engine, model, playableInto, List.of());
    }

    /** Which engine listens. */
    public enum Engine {
        /** Vosk where a dictation model is installed, else the built-in engine. */
        AUTO,
        /** Vosk, or a failure. */
        VOSK,
        /** The built-in engine. */
        POCKETSPHINX
    }

    /** The best engine that is installed. */
    public static HearRequest usual() {
        return new HearRequest(Engine.AUTO, Optional.empty(), Optional.empty());
    }
}
