package org.chartroom.api.reader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.ReadSettings;

/** What a reader process is asked to do. Paths are absolute, as text: both sides are on one machine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Ask.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Ask.Page.class, name = "page"),
    @JsonSubTypes.Type(value = Ask.NoMorePages.class, name = "no-more-pages"),
    @JsonSubTypes.Type(value = Ask.Hear.class, name = "hear"),
    @JsonSubTypes.Type(value = Ask.Streams.class, name = "streams"),
    @JsonSubTypes.Type(value = Ask.Misbehave.class, name = "misbehave")
})
sealed interface Ask {
    /**
     * Open a file and read it: images and PDF page by page as they are handed out, everything else whole.
     *
     * @param pages of what is read whole, the pages to tell, from 1; empty for all
     */
    record Read(
            String file,
            String name,
            Optional<String> password,
            ReadSettings settings,
            Map<Integer, Integer> standing,
            long maxBytes,
            int maxPages,
            long maxPixels,
            int maxAttachments,
            long perPageMs,
            String spool,
            List<Integer> pages)
            implements Ask {
        /** Without name and password, which never go into a log. */
        @Override
        public String toString() {
            return "Read[spool=" + spool + "]";
        }
    }

    /** Answers {@link Tell.WhichPage}: this one, from 1. */
    record Page(int sourcePage) implements Ask {}

    /**
     * Answers {@link Tell.WhichPage}: none; close the file.
     *
     * @param inside whether to tell the files inside it before
     */
    record NoMorePages(boolean inside) implements Ask {}

    /**
     * Write down a recording.
     *
     * @param atOnce how many of its pieces may be listened to side by side, 1 or more; {@link Streams} changes it
     * @param heardBefore pieces that are done already
     */
    record Hear(
            String file,
            HearRequest.Engine engine,
            Optional<String> model,
            Optional<String> playableInto,
            int atOnce,
            List<HeardPiece> heardBefore)
            implements Ask {
        /** Without the words, which never go into a log. */
        @Override
        public String toString() {
            return "Hear[engine=" + engine + "]";
        }
    }

    /** From the next piece on, so many pieces of the recording may be listened to side by side; answered by nothing. */
    record Streams(int atOnce) implements Ask {}

    /** Go wrong on purpose; obeyed only by a process that was started for a test of its jail and its watchdog. */
    record Misbehave(String how) implements Ask {}
}
