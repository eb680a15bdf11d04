package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.dictations.NotePrint;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.ingest.pdf.Print;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Role;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A note on paper says whose it is, what was signed by whom, and what is not signed. */
final class NotePrintTest {
    private static final String TEXT = "Chief Complaint:\nA sore throat.\n\nPlan:\nPenicillin for 10 days.";

    @TempDir
    static Path data;

    @Test
    void aNoteHasLetterheadPatientHeadingsSignatureAndAddendaAndNoWordIsMissing() throws Exception {
        String draft;
        String signed;
        try (TestOffice office = TestOffice.open(data)) {
            String patient = office.post(
                            Role.INTAKE,
                            "/patients",
                            Map.of(
                                    "mrn", "200417",
                                    "name", Map.of("family", "Lovering", "given", "Ada", "middle", ""),
                                    "birthDate", "1975-12-10",
                                    "sex", "female",
                                    "restricted", false))
                    .body()
                    .get("id")
                    .asText();
            draft = dictated(office, patient);
            signed = dictated(office, patient);
            String tag = office.get(Role.CLINICIAN, "/transcripts/" + signed).header("ETag");
            assertThat(office.post(
                                    Role.CLINICIAN,
                                    "/transcripts/" + signed + "/sign",
                                    Map.of("password", TestOffice.PASSWORD),
                                    "If-Match",
                                    tag)
                            .status())
                    .isEqualTo(200);
            office.post(Role.CLINICIAN, "/transcripts/" + signed + "/addenda", Map.of("text", "Swab was positive."));
            TestOffice.Answer pdf = office.get(Role.CLINICIAN, "/documents/" + signed + "/pdf");
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(new String(pdf.response().body(), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-1.");
        }

        Print unsigned = print(draft);
        assertThat(unsigned.across()).isEqualTo("NOT SIGNED");
        assertThat(words(unsigned)).contains("Not signed").doesNotContain("Electronically signed");

        Print print = print(signed);
        assertThat(print.across()).isEmpty();
        assertThat(print.foot()).contains("Lovering, Ada", "MRN 200417");
        assertThat(words(print))
                .containsSubsequence(
                        "Riverside Practice",
                        "12 Bridge Street",
                        "Progress note",
                        "Patient: Lovering, Ada",
                        "Born: December 10, 1975",
                        "200417",
                        TEXT,
                        "Electronically signed by ",
                        "Seal over text, recording and versions (SHA-256): ",
                        "Addendum 1",
                        "Swab was positive.",
                        "Electronically signed by ");
        assertThat(print.paragraphs().stream()
                        .filter(each -> each.style() == Print.Style.HEADING)
                        .map(Print.Paragraph::text))
                .contains("Chief Complaint:", "Plan:");
    }

    private static String dictated(TestOffice office, String patient) throws Exception {
        TestWorker worker = new TestWorker(office);
        String id = office.post(
                        Role.CLINICIAN,
                        "/dictations?workType=Progress%20note&name=note.wav&patient=" + patient,
                        ("RIFF of a note" + Math.random()).getBytes(StandardCharsets.UTF_8))
                .body()
                .get("id")
                .asText();
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.spoken(offer, "a sore throat", "vosk"));
        String tag = office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag");
        assertThat(office.put(Role.CLINICIAN, "/transcripts/" + id, Map.of("text", TEXT), "If-Match", tag)
                        .body()
                        .get("sections")
                        .findValuesAsText("code"))
                .as("headings that a person typed are coded")
                .containsExactly("10154-3", "18776-5");
        return id;
    }

    private static Print print(String id) {
        ServerConfig.Office office = new ServerConfig.Office(
                "main", "Riverside Practice", "America/Chicago", List.of("12 Bridge Street", "Tel. 555-0100"));
        try (JdbiRecordStore store = JdbiRecordStore.open(SqliteConfig.in(data), Clock.systemUTC())) {
            return store.read(records -> new NotePrint(office)
                    .of(records, records.documents().find(new DocumentId(id)).orElseThrow())
                    .orElseThrow());
        }
    }

    private static String words(Print print) {
        return print.paragraphs().stream().map(Print.Paragraph::text).collect(Collectors.joining("\n"));
    }
}
