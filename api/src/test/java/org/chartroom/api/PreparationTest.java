package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.api.ChartTest.filed;
import static org.chartroom.api.ChartTest.patient;
import static org.chartroom.api.ChartTest.visit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts made ready for tomorrow's visits: lists taken in, packets put together, printed and marked. */
final class PreparationTest {
    @TempDir
    static Path data;

    static TestOffice office;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static JsonNode imported(String format, String body, boolean dryRun) {
        TestOffice.Answer answer = office.post(
                Role.RECORDS_CLERK,
                "/appointments/import?format=" + format + "&dryRun=" + dryRun,
                body,
                "Content-Type",
                "text/plain");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode day(String date) {
        TestOffice.Answer answer = office.get(Role.RECORDS_CLERK, "/appointments/preparation?date=" + date);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().get("visits");
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(each -> values.add(each.at("/" + field).asText()));
        return values;
    }

    private static String booked(String number, String mrn, String date, String time) {
        JsonNode report = imported(
                "csv",
                "ID,MRN,DOB,Date,Time,Provider,Reason\n" + number + "," + mrn + ",1975-12-10," + date + "," + time
                        + ",Dr. Ames,check-up\n",
                false);
        assertThat(report.get("refused").asInt()).as(report.toString()).isZero();
        return report.at("/lines/0/appointmentId").asText();
    }

    @Test
    void aListIsTriedTakenRepeatedChangedAndCancelledAndNobodyIsGuessed() {
        patient(office, "I-1", "Lovering");
        patient(office, "I-2", "Babbage");
        String list = """
                ID,Last name,MRN,DOB,Date,Time,Status
                L1,Lovering,I-1,1975-12-10,2027-01-04,09:00,
                L2,Babbage,I-2,1975-12-11,2027-01-04,09:20,
                L3,Nobody,I-99,1975-12-10,2027-01-04,09:40,
                L4,Lovering,I-2,1975-12-10,2027-01-04,10:00,
                L5,Babage,I-2,1975-12-10,2027-01-04,10:20,
                L6,Babbage,I-2,1975-12-10,2027-01-04,never,
                L7,Babbage,I-2,1975-12-10,2027-01-04,11:00,cancelled
                """;
        JsonNode tried = imported("csv", list, true);
        assertThat(day("2027-01-04")).as("a dry run keeps nothing").isEmpty();
        JsonNode taken = imported("csv", list, false);
        assertThat(texts(taken.get("lines"), "outcome")).isEqualTo(texts(tried.get("lines"), "outcome"));
        assertThat(texts(taken.get("lines"), "outcome"))
                .containsExactly("CREATED", "REFUSED", "REFUSED", "REFUSED", "CREATED", "REFUSED", "UNCHANGED");
        assertThat(texts(taken.get("lines"), "line")).containsExactly("2", "3", "4", "5", "6", "7", "8");
        List<String> why = texts(taken.get("lines"), "why");
        assertThat(why.get(1)).contains("another birth date");
        assertThat(why.get(2)).contains("no chart that is open to you");
        assertThat(why.get(3)).contains("another family name");
        assertThat(why.get(4)).as("a name one letter off is the same").isEmpty();
        assertThat(why.get(6)).contains("nothing to cancel");

        assertThat(imported("csv", list, false).get("unchanged").asInt()).isEqualTo(3);
        JsonNode other = imported("csv", "ID,MRN,DOB,Start\nL1,I-2,1975-12-10,2027-01-04 09:00\n", false);
        assertThat(other.at("/lines/0/why").asText()).contains("another patient's appointment");
        String message = String.join(
                "\r",
                "MSH|^~\\&|S|M|C|M|20261127120000||SIU^S13|1|P|2.5",
                "SCH||L1|||||check||20|min|^^^20270104113000",
                "PID|1||I-1^^^M^MR||Lovering^Ada||19751210");
        assertThat(imported("siu", message, false).get("updated").asInt()).isEqualTo(1);
        assertThat(texts(day("2027-01-04"), "patient/mrn")).containsExactly("I-2", "I-1");
        assertThat(imported("siu", message.replace("S13", "S15"), false)
                        .get("cancelled")
                        .asInt())
                .isEqualTo(1);
        assertThat(texts(day("2027-01-04"), "patient/mrn")).containsExactly("I-2");
        assertThat(office.post(Role.INTAKE, "/appointments/import?format=xls", "x", "Content-Type", "text/plain")
                        .problem())
                .isEqualTo("bad-request");
        assertThat(office.post(Role.INTAKE, "/appointments/import?format=csv", "", "Content-Type", "text/plain")
                        .problem())
                .isEqualTo("empty-file");
    }

    private static String dictated(String patient) {
        TestWorker worker = new TestWorker(office);
        String id = office.post(
                        Role.CLINICIAN,
                        "/dictations?workType=Progress%20note&name=note.wav&patient=" + patient,
                        ("RIFF of " + patient).getBytes(StandardCharsets.UTF_8))
                .body()
                .get("id")
                .asText();
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(offer, worker.spoken(offer, "a sore throat", "vosk"));
        return id;
    }

    @Test
    void aPacketHoldsWhatIsNewWhatIsMissingAndWhatRanOutAndGoesStaleWhenSomethingComes() throws IOException {
        String patient = patient(office, "P-1", "Curie");
        visit(office, patient, "office visit", "2026-06-01T15:00:00Z");
        filed(office, patient, "11506-3", "Progress note", "2026-05-04", "");
        String card = filed(office, patient, "64290-0", "Insurance card", "2024-02-01", "");
        String result = filed(office, patient, "11502-2", "Laboratory report", "2026-08-03", "");
        String unsigned = dictated(patient);
        office.post(
                Role.INTAKE,
                "/patients/" + patient + "/communications",
                Map.of(
                        "way", "PHONE",
                        "direction", "INCOMING",
                        "subject", "Wants the lab result",
                        "followUp", Map.of("due", "2026-12-30", "what", "call back")));
        String clinician = office.get(Role.CLINICIAN, "/reviews/clinicians")
                .body()
                .at("/items/0/id")
                .asText();
        office.post(
                Role.INTAKE,
                "/documents/" + result + "/route",
                Map.of("to", clinician, "due", "2027-01-20T12:00:00Z", "note", "high potassium"));
        String visit = booked("P1", "P-1", "2027-02-01", "09:00");

        TestOffice.Answer packet = office.get(Role.RECORDS_CLERK, "/appointments/" + visit + "/packet");
        assertThat(packet.status()).as(packet.text()).isEqualTo(200);
        JsonNode body = packet.body();
        assertThat(texts(body.get("notes"), "type")).containsExactly("Progress note");
        assertThat(texts(body.get("news"), "id")).containsExactly(result);
        assertThat(texts(body.get("unsigned"), "document")).containsExactly(unsigned);
        assertThat(texts(body.get("followUps"), "subject")).containsExactly("Wants the lab result");
        assertThat(texts(body.get("reviews"), "document")).containsExactly(result);
        assertThat(body.at("/counts/reviews").asInt()).isEqualTo(1);
        assertThat(body.at("/counts/overdue").asInt()).isZero();
        assertThat(texts(body.get("missing"), "what")).containsExactly("Visit note");
        assertThat(texts(body.get("papers"), "state")).containsExactly("MISSING", "EXPIRED", "MISSING");
        assertThat(body.at("/papers/1/document").asText()).isEqualTo(card);
        assertThat(body.at("/counts/expired").asInt()).isEqualTo(1);

        TestOffice.Answer pdf = office.get(Role.CLINICIAN, "/appointments/" + visit + "/packet.pdf");
        assertThat(pdf.status()).as(pdf.text()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(pdf.response().body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(4);
            String cover = text(document, 1);
            assertThat(cover)
                    .contains(
                            "Curie, Ada",
                            "Record number (MRN) P-1",
                            "Visit: February 1, 2027, 09:00",
                            "p. 2 Progress note, May 4, 2026",
                            "p. 3 Laboratory report, August 3, 2026",
                            "p. 4 Not signed: Progress note",
                            "Insurance card: expired on February 1, 2025",
                            "Consent form: none in the chart",
                            "Not answered by the clinician",
                            "Laboratory report: on the list of",
                            "due January 20, 2027, not opened yet",
                            "Wants the lab result: call back, due December 30, 2026",
                            "Visit note of the office visit on June 1, 2026");
            assertThat(text(document, 3)).contains("Laboratory report of 2026-08-03");
            assertThat(text(document, 4)).contains("Curie, Ada", "Not signed");
            PDOutlineItem line =
                    document.getDocumentCatalog().getDocumentOutline().getFirstChild();
            List<String> outline = new ArrayList<>();
            for (; line != null; line = line.getNextSibling()) {
                outline.add(line.getTitle());
            }
            assertThat(outline).hasSize(4).first().isEqualTo("Cover sheet");
        }
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit?patient=" + patient).text())
                .as("whoever prints a packet has looked at all that is in it")
                .contains("\"subject\":\"" + result + "\"", "\"packet\":\"" + visit + "\"");

        assertThat(office.post(Role.RECORDS_CLERK, "/appointments/" + visit + "/prepared", Map.of())
                        .problem())
                .isEqualTo("precondition-required");
        TestOffice.Answer marked = office.post(
                Role.RECORDS_CLERK,
                "/appointments/" + visit + "/prepared",
                Map.of(),
                "If-Match",
                packet.header("ETag"));
        assertThat(marked.status()).as(marked.text()).isEqualTo(200);
        assertThat(marked.body().at("/mark/stale").asBoolean()).isFalse();
        filed(office, patient, "11502-2", "Laboratory report", "2026-09-03", "");
        JsonNode listed = day("2027-02-01").get(0);
        assertThat(listed.at("/mark/stale").asBoolean()).isTrue();
        assertThat(listed.at("/mark/came/0").asText()).isEqualTo("Laboratory report of 2026-09-03");
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/appointments/" + visit + "/prepared",
                                Map.of(),
                                "If-Match",
                                packet.header("ETag"))
                        .problem())
                .as("what nobody has looked at is not marked as prepared")
                .isEqualTo("stale-version");
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(document).replaceAll(" +", " ");
    }

    @Test
    void aPaperThatCannotBeReadIsNamedAndTheRestIsPrinted() throws IOException {
        String patient = patient(office, "U-1", "Meitner");
        filed(office, patient, "11506-3", "Progress note", "2026-05-04", "");
        String damaged = filed(office, patient, "34117-2", "History and physical", "2026-05-01", "");
        office.server.house().store().write(records -> {
            var document = records.documents()
                    .find(new org.chartroom.models.record.DocumentId(damaged))
                    .orElseThrow();
            records.documents().setPages(document.id(), List.of());
            return true;
        });
        String visit = booked("U1", "U-1", "2027-02-02", "09:00");
        TestOffice.Answer pdf = office.get(Role.CLINICIAN, "/appointments/" + visit + "/packet.pdf");
        try (PDDocument document = Loader.loadPDF(pdf.response().body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(text(document, 1))
                    .contains(
                            "Belongs here and is not in this packet",
                            "History and physical, May 1, 2026: it has no pages yet");
        }
    }

    @Test
    void aRestrictedChartIsNotInTheDayOfThoseItIsClosedTo() {
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/patients",
                Map.of(
                        "mrn", "R-9",
                        "name", Map.of("family", "Hidden", "given", "H"),
                        "birthDate", "1975-12-10"));
        String visit = booked("R9", "R-9", "2027-02-03", "09:00");
        office.put(
                Role.INTAKE,
                "/patients/" + made.body().get("id").asText(),
                Map.of(
                        "mrn",
                        "R-9",
                        "name",
                        Map.of("family", "Hidden", "given", "H"),
                        "birthDate",
                        "1975-12-10",
                        "restricted",
                        true),
                "If-Match",
                made.header("ETag"));
        assertThat(day("2027-02-03")).isEmpty();
        for (String part : List.of("/packet", "/packet.pdf")) {
            assertThat(office.get(Role.RECORDS_CLERK, "/appointments/" + visit + part)
                            .problem())
                    .isEqualTo("not-found");
        }
        assertThat(imported("csv", "MRN,DOB,Start\nR-9,1975-12-10,2027-02-04 09:00\n", true)
                        .at("/lines/0/why")
                        .asText())
                .contains("no chart that is open to you");
    }

    @Test
    void aDayOfFortyVisitsIsOnePdf() throws IOException {
        StringBuilder list = new StringBuilder("ID,MRN,DOB,Date,Time,Provider\n");
        for (int i = 0; i < 40; i++) {
            String patient = patient(office, "D-" + i, "Family" + i);
            filed(office, patient, "11506-3", "Progress note", "2026-05-04", "");
            filed(office, patient, "11502-2", "Laboratory report", "2026-08-03", "");
            list.append(String.format(
                    java.util.Locale.ROOT,
                    "D%d,D-%d,1975-12-10,2027-03-01,%02d:%02d,Dr. Ames\n",
                    i,
                    i,
                    8 + i / 5,
                    i % 5 * 10));
        }
        assertThat(imported("csv", list.toString(), false).get("created").asInt())
                .isEqualTo(40);
        long start = System.nanoTime();
        assertThat(day("2027-03-01")).hasSize(40);
        long listed = System.nanoTime();
        TestOffice.Answer pdf =
                office.get(Role.RECORDS_CLERK, "/appointments/preparation.pdf?date=2027-03-01&job=forty");
        long printed = System.nanoTime();
        assertThat(pdf.status()).isEqualTo(200);
        System.out.printf(
                "40 visits, 80 documents: listed in %d ms, printed in %d ms, %d bytes%n",
                (listed - start) / 1_000_000,
                (printed - listed) / 1_000_000,
                pdf.response().body().length);
        assertThat(office.get(Role.RECORDS_CLERK, "/appointments/preparation/progress?job=forty")
                        .text())
                .isEqualTo("{\"done\":40,\"of\":40}");
        try (PDDocument document = Loader.loadPDF(pdf.response().body())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1 + 40 * 3);
            assertThat(text(document, 1)).contains("p. 0002 08:00 Family0, Ada", "p. 0119 15:40 Family39, Ada");
            assertThat(text(document, 119))
                    .contains("Family39, Ada", "p. 120 Progress note", "p. 121 Laboratory report");
            PDOutlineItem first =
                    document.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(first.getTitle()).isEqualTo("08:00 Family0, Ada");
            assertThat(first.getFirstChild().findDestinationPage(document)).isEqualTo(document.getPage(2));
        }
        assertThat(data.resolve("spool")).isEmptyDirectory();
    }
}
