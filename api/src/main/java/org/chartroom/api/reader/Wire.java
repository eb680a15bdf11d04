package org.chartroom.api.reader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.chartroom.api.json.Json;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.models.text.Reading;

/** Messages to and from JSON. Only the types named here can come out: nothing on the pipe chooses a class. */
final class Wire {
    private final ObjectMapper mapper;

    Wire() {
        mapper = Json.mapper();
        mapper.addMixIn(Reading.class, ReadingNames.class);
        mapper.addMixIn(PageOutcome.class, PageOutcomeNames.class);
        mapper.addMixIn(FileOutcome.class, FileOutcomeNames.class);
    }

    byte[] bytes(Object message) {
        try {
            return mapper.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that was just built cannot be written as JSON", e);
        }
    }

    Ask ask(Frame frame) throws IOException {
        return mapper.readValue(frame.header(), Ask.class);
    }

    Tell tell(Frame frame) throws Frame.GarbledException {
        try {
            Tell tell = mapper.readValue(frame.header(), Tell.class);
            if (tell == null) {
                throw new Frame.GarbledException("an empty message");
            }
            return tell;
        } catch (Frame.GarbledException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            // The parser's message quotes the text it stumbled over, which may be a patient's.
            throw new Frame.GarbledException(
                    "the header is no message: " + e.getClass().getSimpleName());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Reading.Complete.class, name = "complete"),
        @JsonSubTypes.Type(value = Reading.Doubtful.class, name = "doubtful"),
        @JsonSubTypes.Type(value = Reading.Unreadable.class, name = "unreadable")
    })
    private interface ReadingNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PageOutcome.Content.class, name = "content"),
        @JsonSubTypes.Type(value = PageOutcome.Blank.class, name = "blank"),
        @JsonSubTypes.Type(value = PageOutcome.Separator.class, name = "separator"),
        @JsonSubTypes.Type(value = PageOutcome.Rejected.class, name = "rejected")
    })
    private interface PageOutcomeNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FileOutcome.Read.class, name = "read"),
        @JsonSubTypes.Type(value = FileOutcome.Held.class, name = "held"),
        @JsonSubTypes.Type(value = FileOutcome.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = FileOutcome.Audio.class, name = "audio")
    })
    private interface FileOutcomeNames {}
}
