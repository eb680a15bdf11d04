package org.chartroom.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.work.KeptBlob;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageEnd;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final ObjectMapper json = Json.mapper();
    private final KeptBlob blob = new KeptBlob(new BlobRef("0123456789abcdef"), "a".repeat(64), 3, "image/png");

    @Test
    void everyOutcomeOfWorkSurvivesTheWire() throws Exception {
        PageResult page = new PageResult(
                1,
                PageEnd.CONTENT,
                "seen\ntoday",
                0.9,
                "",
                Optional.of(PageProblem.UNREADABLE),
                "",
                "",
                Optional.of(new PageGeometry(10, 20, 300, 300, 90, 0.5)),
                Optional.of(blob),
                Optional.empty(),
                Optional.empty(),
                List.of(new StepNote("deskew", "turned", 0.5)),
                12);
        Transcript transcript = new Transcript(
                "vosk",
                "small",
                1000,
                List.of(new SpokenWord("two", 0, 0.5, 1)),
                "2",
                List.of(new TextEdit("two", "2", "number", 0, 0)),
                List.of(new NoteSection("", "", "2")));
        for (WorkResult result : List.of(
                new WorkResult.Read("image/png", DocumentKind.SCAN, List.of(page), 1, List.of()),
                new WorkResult.Transcribed("audio/wav", transcript, Optional.of(blob), Optional.empty(), "unsure"),
                new WorkResult.Held(PageProblem.ENCRYPTED, "asks for a password"),
                new WorkResult.Failed(PageProblem.TIMEOUT, "", true))) {
            assertThat(json.readValue(json.writeValueAsString(result), WorkResult.class))
                    .isEqualTo(result);
        }
    }

    @Test
    void idsAndCodesArePlainStrings() throws Exception {
        LeaseOffer offer = new LeaseOffer(
                new LeaseToken("t1"),
                new DocumentId("d1"),
                new ArrivalId("a1"),
                ArrivalKind.FAX,
                Priority.STAT,
                1,
                "x.tif",
                "image/tiff",
                5,
                Optional.of("secret"),
                30,
                List.of(),
                ReadSettings.in(List.of("eng")),
                Map.of(2, 90));
        assertThat(json.readTree(json.writeValueAsString(offer))).isEqualTo(json.readTree("""
                        {"token":"t1","documentId":"d1","arrivalId":"a1","expected":"fax","priority":"STAT","attempt":1,"name":"x.tif",
                         "mediaType":"image/tiff","bytes":5,"password":"secret","leaseSeconds":30,"pages":[],
                         "settings":{"languages":["eng"],"layout":"AUTOMATIC","clearing":"CLEARED"},"standing":{"2":90}}"""));
        assertThat(json.readValue(json.writeValueAsString(offer), LeaseOffer.class))
                .isEqualTo(offer);
        assertThat(offer.toString()).doesNotContain("secret");
    }

    @Test
    void aResultThatTellsOfAPageTheFileDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> json.readValue(
                        "{\"outcome\":\"read\",\"mediaType\":\"image/png\",\"kind\":\"SCAN\",\"inputPages\":1,"
                                + "\"pages\":[{\"sourcePage\":2,\"end\":\"blank\",\"confidence\":1}]}",
                        WorkResult.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("input page 2");
    }

    @Test
    void anIdThatIsNotOneIsRefused() {
        assertThatThrownBy(() -> json.readValue("\"../etc\"", DocumentId.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
