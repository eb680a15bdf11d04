package org.chartroom.api.reader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.SpeechProblem;

/** What a reader process says. Files are names inside the spool folder of the request, never paths. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tell")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Tell.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Tell.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = Tell.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = Tell.WhichPage.class, name = "which-page"),
    @JsonSubTypes.Type(value = Tell.Page.class, name = "page"),
    @JsonSubTypes.Type(value = Tell.Attachment.class, name = "attachment"),
    @JsonSubTypes.Type(value = Tell.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Tell.Hearing.class, name = "hearing"),
    @JsonSubTypes.Type(value = Tell.Piece.class, name = "piece"),
    @JsonSubTypes.Type(value = Tell.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Tell.NotHeard.class, name = "not-heard"),
    @JsonSubTypes.Type(value = Tell.Broke.class, name = "broke")
})
sealed interface Tell {
    /** Started; comes first. */
    record Ready(JailReport jail) implements Tell {}

    /** A sign of life, every second, whatever else goes on. */
    record Alive() implements Tell {}

    record Opened(FileFacts facts) implements Tell {}

    /** Ready for one more page of the open file; waits for {@link Ask.Page} or {@link Ask.NoMorePages}. */
    record WhichPage() implements Tell {}

    record Page(
            int sourcePage,
            PageOutcome outcome,
            Optional<PageGeometry> geometry,
            Optional<String> image,
            Optional<String> thumbnail,
            List<Barcode> barcodes,
            List<StepNote> steps,
            long elapsedMs)
            implements Tell {
        public Page {
            barcodes = List.copyOf(barcodes);
            steps = List.copyOf(steps);
        }
    }

    record Attachment(String name, String mediaType, String file) implements Tell {}

    /** The file is done; the last word on a {@link Ask.Read}. */
    record Ended(FileOutcome outcome) implements Tell {}

    /** So much of a recording has been heard, ms; the total is 0 while not known. */
    record Hearing(long heardMs, long totalMs) implements Tell {}

    /** A piece of a recording is done. */
    record Piece(HeardPiece piece) implements Tell {}

    /** Last word on a {@link Ask.Hear}; the payload is the waveform. */
    record Heard(Transcript transcript, List<String> remarks, Optional<String> playable) implements Tell {}

    /** Last word on a {@link Ask.Hear}; the payload is the waveform. */
    record NotHeard(SpeechProblem problem, String message, long audioMs, Optional<String> playable) implements Tell {}

    /**
     * Something went wrong that is not the file's doing.
     *
     * @param what the kind of failure, without anything of the file's content
     */
    record Broke(String what) implements Tell {}
}
