package org.chartroom.api.reader;

import java.nio.file.Path;
import java.util.Optional;
import org.chartroom.transcribe.Transcription;

/** How transcribing a recording ended, seen from outside the reader. */
public sealed interface HearEnd {
    /**
     * The reader said what came of the recording.
     *
     * @param playable a form that every browser plays, when one was wanted and could be made
     */
    record Finished(Transcription transcription, Optional<Path> playable) implements HearEnd {}

    /** The reader is gone; the recording may be tried again. */
    record Lost(ReaderLoss loss) implements HearEnd {}
}
