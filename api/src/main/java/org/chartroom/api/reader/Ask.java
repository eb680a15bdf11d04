package org.chartroom.api.reader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** What a reader process is asked to do. Paths are absolute, as text: both sides are on one machine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Ask.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Ask.Hear.class, name = "hear"),
    @JsonSubTypes.Type(value = Ask.Misbehave.class, name = "misbehave")
})
sealed interface Ask {
    /**
     * Read a file's pages.
     *
     * @param onlyPage the one page to read, from 1; 0 for all
     */
    record Read(
            String file,
            String name,
            Optional<String> password,
            List<String> languages,
            long maxBytes,
            int maxPages,
            long maxPixels,
            int maxAttachments,
            long perPageMs,
            String spool,
            int onlyPage)
            implements Ask {
        /** Without name and password, which never go into a log. */
        @Override
        public String toString() {
            return "Read[spool=" + spool + "]";
        }
    }

    /** Write down a recording. */
    record Hear(String file, HearRequest.Engine engine, Optional<String> model, Optional<String> playableInto)
            implements Ask {}

    /** Go wrong on purpose; obeyed only by a process that was started for a test of its jail and its watchdog. */
    record Misbehave(String how) implements Ask {}
}
