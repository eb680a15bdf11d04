package org.chartroom.api.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Transcript;

/** What came of a leased piece of work; handed in once, applied in one transaction. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkResult.Read.class, name = "read"),
    @JsonSubTypes.Type(value = WorkResult.Transcribed.class, name = "transcribed"),
    @JsonSubTypes.Type(value = WorkResult.Held.class, name = "held"),
    @JsonSubTypes.Type(value = WorkResult.Failed.class, name = "failed")
})
public sealed interface WorkResult {
    /**
     * The file's pages were gone through; single pages may have problems of their own.
     *
     * @param mediaType of the file, by content
     * @param kind what the file is made of
     * @param pages one for every input page that was to be read, in order
     * @param inputPages pages the file has; as many as {@code pages} unless the offer named some
     * @param attachments files that were inside it
     */
    record Read(
            String mediaType,
            DocumentKind kind,
            List<PageResult> pages,
            int inputPages,
            List<AttachmentResult> attachments)
            implements WorkResult {
        public Read {
            pages = pages == null ? List.of() : List.copyOf(pages);
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
            if (mediaType == null || mediaType.isBlank()) {
                throw new IllegalArgumentException("a result needs the file's media type");
            }
            if (kind == null) {
                throw new IllegalArgumentException("a result needs the document's kind");
            }
            Set<Integer> seen = new HashSet<>();
            for (PageResult page : pages) {
                if (!seen.add(page.sourcePage()) || page.sourcePage() > inputPages) {
                    throw new IllegalArgumentException(
                            "input page " + page.sourcePage() + " is told twice or is not one of " + inputPages);
                }
            }
        }
    }

    /**
     * The file is a recording and was written down.
     *
     * @param mediaType of the file, by content
     * @param peaks waveform: bytes, 100 a second, 0..255
     * @param playable the recording in a form browsers play; empty when the file itself is one
     * @param doubt why a person should listen before anybody relies on the text, empty when nobody needs to
     */
    record Transcribed(
            String mediaType,
            Transcript transcript,
            Optional<KeptBlob> peaks,
            Optional<KeptBlob> playable,
            String doubt)
            implements WorkResult {
        public Transcribed {
            doubt = doubt == null ? "" : doubt;
            if (mediaType == null || mediaType.isBlank()) {
                throw new IllegalArgumentException("a result needs the file's media type");
            }
            if (transcript == null) {
                throw new IllegalArgumentException("a transcribed recording needs its transcript");
            }
        }
    }

    /** The file cannot go on without a person, such as one that asks for a password. */
    record Held(PageProblem problem, String detail) implements WorkResult {
        public Held {
            detail = detail == null ? "" : detail;
            if (problem == null) {
                throw new IllegalArgumentException("what holds the file must be said");
            }
        }
    }

    /**
     * The file could not be read.
     *
     * @param detail more about it, for a person; no text from the file
     * @param retry whether another try may do better; without it the file is quarantined at once
     */
    record Failed(PageProblem problem, String detail, boolean retry) implements WorkResult {
        public Failed {
            detail = detail == null ? "" : detail;
            if (problem == null) {
                throw new IllegalArgumentException("a failure needs its problem");
            }
        }
    }
}
