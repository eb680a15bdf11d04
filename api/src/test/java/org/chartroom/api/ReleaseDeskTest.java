package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does at the release desk beside the twelve steps: fees, letters, ends, breaches, amendments. */
final class ReleaseDeskTest {
    @TempDir
    static Path data;

    static TestOffice office;

    static TestPapers papers;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        papers = new TestPapers(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    /** Something that is worked on: every step sends the version that the former one answered. */
    private static final class Work {
        final String path;
        JsonNode view;

        Work(String list, Map<String, Object> wanted) {
            TestOffice.Answer made = office.post(Role.RECORDS_CLERK, list, wanted);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            view = made.body();
            path = (list.endsWith("/letters") ? "/letters" : list) + "/"
                    + view.get("id").asText();
        }

        TestOffice.Answer tried(Role role, String step, Object body, String... headers) {
            List<String> all = new ArrayList<>(
                    List.of("If-Match", "\"" + view.get("version").asInt() + "\""));
            all.addAll(List.of(headers));
            return office.post(role, path + "/" + step, body, all.toArray(String[]::new));
        }

        JsonNode done(Role role, String step, Object body) {
            TestOffice.Answer answer = tried(role, step, body);
            assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(200);
            view = answer.body().has("release") ? answer.body().get("release") : answer.body();
            return answer.body();
        }

        void refused(Role role, String step, Object body, String words) {
            TestOffice.Answer answer = tried(role, step, body);
            assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(409);
            assertThat(answer.body().get("detail").asText()).contains(words);
        }

        void again() {
            view = office.get(Role.PRIVACY_OFFICER, path).body();
        }

        String state() {
            return view.get("state").asText();
        }
    }

    private static Work asked(String type, String requester) {
        return new Work(
                "/releases",
                Map.of(
                        "type",
                        type,
                        "requester",
                        requester,
                        "channel",
                        "MAIL",
                        "recipient",
                        Map.of("name", requester, "address", "1 Elm St", "addressAgain", "1 Elm St"),
                        "purpose",
                        "own use"));
    }

    private static void matched(Work work, String patient) {
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "verify-identity",
                Map.of("method", "PHOTO_ID", "evidence", "licence", "authority", "PATIENT"));
        work.done(Role.RECORDS_CLERK, "authorization", Map.of("basis", "ACCESS"));
    }

    private static void chosen(Work work) {
        work.done(Role.RECORDS_CLERK, "select", Map.of());
        List<Map<String, Object>> pages = new ArrayList<>();
        work.view
                .get("pages")
                .forEach(page -> pages.add(Map.of(
                        "document", page.get("document").asText(),
                        "page", page.get("page").asInt())));
        work.done(Role.RECORDS_CLERK, "label", Map.of("pages", pages, "labels", List.of()));
        work.done(Role.RECORDS_CLERK, "check-pages", "");
        work.done(Role.RECORDS_CLERK, "redact", Map.of("complete", true));
    }

    private static void sentLetter(Work letter) {
        letter.done(Role.PRIVACY_OFFICER, "review", Map.of("plainLanguage", true));
        letter.done(Role.RECORDS_CLERK, "send", Map.of("way", "MAIL", "proof", ""));
    }

    private static Work letter(Work about, Map<String, Object> wanted) {
        return new Work(about.path + "/letters", new HashMap<>(wanted));
    }

    @Test
    void aPatientIsNotChargedForSearchAndAFeeIsToldBeforeItIsPaid_C8() {
        Work work = asked("PATIENT", "Ada Feewell");
        work.refused(
                Role.RECORDS_CLERK,
                "fees",
                Map.of("lines", List.of(Map.of("kind", "SEARCH", "count", 1, "centsEach", 500))),
                "may not be charged here");
        assertThat(work.view.at("/details/fees/lines")).isEmpty();
        work.done(
                Role.RECORDS_CLERK,
                "fees",
                Map.of("lines", List.of(Map.of("kind", "FLAT", "count", 1, "centsEach", 650))));
        assertThat(work.view.at("/details/fees/settled").asBoolean()).isFalse();
        work.refused(Role.RECORDS_CLERK, "fees/paid", Map.of("cents", 100, "words", "cash"), "$6.50");
        Work invoice = letter(work, Map.of("kind", "INVOICE", "contact", "Pat, 555-0100"));
        assertThat(invoice.view.get("body").asText()).contains("Flat fee: 1 x $6.50 = $6.50");
        sentLetter(invoice);
        work.again();
        assertThat(work.view.at("/details/fees/estimateShown").asBoolean())
                .as("the invoice told it")
                .isTrue();
        work.done(Role.RECORDS_CLERK, "fees/paid", Map.of("cents", 650, "words", "cheque 12"));
        assertThat(work.view.at("/details/fees/settlement/kind").asText()).isEqualTo("PAID");
    }

    @Test
    void theTimeIsExtendedOnceByALetterThatSaysWhyAndTheChartKeepsIt_C2() throws IOException {
        String patient = papers.patient("D-1", "Ada", "Longwait", "1975-12-10");
        Work work = asked("PATIENT", "Ada Longwait");
        matched(work, patient);
        LocalDate due = LocalDate.parse(work.view.get("due").asText());
        TestOffice.Answer tooFar = office.post(
                Role.RECORDS_CLERK,
                work.path + "/letters",
                Map.of("kind", "EXTENSION", "reason", "films are elsewhere", "until", due.plusDays(31)));
        assertThat(tooFar.status()).as(tooFar.text()).isEqualTo(409);
        Work letter = letter(
                work,
                Map.of(
                        "kind", "EXTENSION",
                        "reason", "films are elsewhere",
                        "until", due.plusDays(20),
                        "contact", "Pat, 555-0100"));
        work.again();
        assertThat(work.view.get("due").asText()).as("a draft extends nothing").isEqualTo(due.toString());
        letter.refused(Role.RECORDS_CLERK, "review", Map.of("plainLanguage", true), "somebody else has to");
        letter.refused(Role.RECORDS_CLERK, "send", Map.of("way", "MAIL"), "Nobody has looked");
        sentLetter(letter);
        assertThat(letter.view.get("state").asText()).isEqualTo("SENT");
        String kept = letter.view.get("document").asText();
        JsonNode document = office.get(Role.RECORDS_CLERK, "/documents/" + kept).body();
        assertThat(document.get("stage").asText()).isEqualTo("FILED");
        assertThat(document.get("patientId").asText()).isEqualTo(patient);
        try (PDDocument pdf = Loader.loadPDF(
                office.get(Role.RECORDS_CLERK, letter.path + "/pdf").response().body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("films are elsewhere");
        }
        work.again();
        assertThat(work.view.get("due").asText()).isEqualTo(due.plusDays(20).toString());
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                work.path + "/letters",
                                Map.of("kind", "EXTENSION", "reason", "again", "until", due.plusDays(30)))
                        .status())
                .as("there is no second extension")
                .isEqualTo(409);
    }

    @Test
    void aDeniedRequestStaysInTheQueueUntilItsLetterHasGoneAndAPatientIsNeverRejected_C9() {
        Work work = asked("PATIENT", "Ada Denied");
        work.refused(Role.RECORDS_CLERK, "reject", Map.of("code", "NO_AUTHORITY", "words", "no"), "is not rejected");
        work.done(Role.PRIVACY_OFFICER, "deny", Map.of("code", "REP_HARM", "words", "It would cause harm."));
        assertThat(queue()).contains(work.view.get("id").asText());
        Work letter = letter(work, Map.of("kind", "DENIAL", "contact", "Pat, 555-0100"));
        assertThat(letter.view.get("body").asText())
                .contains("It would cause harm.", "reviewed by another", "Secretary of Health and Human Services");
        TestOffice.Answer notPlain = letter.tried(Role.PRIVACY_OFFICER, "review", Map.of("plainLanguage", false));
        assertThat(notPlain.status()).isEqualTo(409);
        sentLetter(letter);
        assertThat(queue()).doesNotContain(work.view.get("id").asText());
    }

    private static List<String> queue() {
        List<String> ids = new ArrayList<>();
        office.get(Role.RECORDS_CLERK, "/releases?limit=200")
                .body()
                .get("items")
                .forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    @Test
    void anAttorneyIsAskedForACorrectedFormPointByPoint() {
        String patient = papers.patient("D-2", "Charles", "Formless", "1951-02-04");
        Work work = asked("ATTORNEY", "Firm of Oak");
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "authorization",
                Map.of("basis", "AUTHORIZATION", "authorization", Map.of("recipient", "Firm of Oak")));
        assertThat(work.view.at("/details/basis/authorization/recipient").asText())
                .isEqualTo("Firm of Oak");
        Work letter = letter(work, Map.of("kind", "CORRECTION", "contact", "Pat, 555-0100"));
        assertThat(letter.view.get("body").asText()).contains("The form is not signed.", "45 CFR 164.508(c)(1)(vi)");
        sentLetter(letter);
        work.again();
        assertThat(work.state()).isEqualTo("CORRECTION_REQUESTED");
        work.done(Role.RECORDS_CLERK, "resume", "");
    }

    @Test
    void aPacketIsMadeWhileNobodyWaitsLookedAtAndItsUnclearEndFoundOutByAPerson() throws InterruptedException {
        String patient = papers.patient("D-3", "Grace", "Packer", "1946-11-09");
        String first = papers.filed(
                patient,
                "2026-03-02",
                List.of(
                        "Patient: Grace Packer\nDOB: 11/09/1946\nMRN: D-3\nSeen with her brother Tom\nTel (555) 010-0199, born 11/09/1946"));
        papers.filed(patient, "2020-03-02", List.of("Patient: Grace Packer\nDOB: 11/09/1946\nMRN: D-3\nolder"));
        Work work = asked("PATIENT", "Grace Packer");
        matched(work, patient);
        work.done(Role.RECORDS_CLERK, "request", Map.of("scope", Map.of("from", "2026-01-01")));
        chosen(work);
        JsonNode scope =
                office.get(Role.RECORDS_CLERK, work.path + "/scope").body().get("documents");
        assertThat(scope).hasSize(2);
        scope.forEach(line -> assertThat(line.get("requested").asBoolean())
                .as(line.toString())
                .isEqualTo(line.get("document").asText().equals(first)));
        TestOffice.Answer found =
                office.post(Role.RECORDS_CLERK, work.path + "/find-words", Map.of("words", "brother tom"));
        assertThat(found.body().get("hits")).hasSize(2);
        assertThat(found.body().at("/hits/0/width").asDouble()).isBetween(0.02, 0.2);
        assertThat(office.post(Role.RECORDS_CLERK, work.path + "/find-words", Map.of("pattern", "PHONE"))
                        .body()
                        .get("hits"))
                .as("a number that is written as two words")
                .hasSize(2);
        assertThat(office.post(Role.RECORDS_CLERK, work.path + "/find-words", Map.of("pattern", "DATE"))
                        .body()
                        .get("hits"))
                .hasSize(2);

        TestOffice.Answer begun = work.tried(Role.RECORDS_CLERK, "package", "", "Prefer", "respond-async");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        String state = "";
        for (int i = 0; i < 600 && !state.equals("DONE"); i++) {
            Thread.sleep(100);
            state = office.get(Role.RECORDS_CLERK, work.path + "/packaging")
                    .body()
                    .get("state")
                    .asText();
            assertThat(state).isNotEqualTo("FAILED");
        }
        work.again();
        assertThat(work.view.at("/packet/checksPassed").asInt()).isEqualTo(12);
        TestOffice.Answer picture = office.get(Role.PRIVACY_OFFICER, work.path + "/packet/pages/2");
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(office.get(Role.PRIVACY_OFFICER, work.path + "/packet/pages/9")
                        .status())
                .isEqualTo(404);
        work.done(
                Role.PRIVACY_OFFICER,
                "approve",
                Map.of("sha256", work.view.at("/packet/sha256").asText()));
        work.done(Role.RECORDS_CLERK, "deliver", "");
        work.done(Role.RECORDS_CLERK, "resolve", Map.of("outcome", "FAILED", "words", "it came back"));
        assertThat(work.state()).isEqualTo("DELIVERY_FAILED");
        work.refused(Role.RECORDS_CLERK, "deliver", "", "not sent twice");
        work.done(Role.RECORDS_CLERK, "resolve", Map.of("outcome", "UNKNOWN", "words", "the line broke"));
        assertThat(work.state()).isEqualTo("DELIVERY_UNKNOWN");
        work.refused(Role.RECORDS_CLERK, "close", "", "");
        work.refused(
                Role.RECORDS_CLERK,
                "resolve",
                Map.of("outcome", "DELIVERED", "words", "she says so"),
                "needs what shows that it arrived");
        work.done(
                Role.RECORDS_CLERK,
                "resolve",
                Map.of("outcome", "DELIVERED", "proof", "FETCHED", "words", "she called"));
        work.done(Role.RECORDS_CLERK, "close", "");
        assertThat(work.state()).isEqualTo("CLOSED");
        assertThat(queue()).doesNotContain(work.view.get("id").asText());
        JsonNode month = office.get(Role.RECORDS_CLERK, "/releases/figures")
                .body()
                .get("months")
                .get(11);
        assertThat(month.get("released").asInt()).isPositive();
        assertThat(month.get("received").asInt())
                .isGreaterThanOrEqualTo(month.get("released").asInt());
    }

    private static void approved(Work work) {
        work.done(Role.RECORDS_CLERK, "package", "");
        work.done(
                Role.PRIVACY_OFFICER,
                "approve",
                Map.of("sha256", work.view.at("/packet/sha256").asText()));
    }

    private static TestOffice.Answer fetched(JsonNode ticket) {
        TestOffice.Answer answer = office.post(
                Role.RECORDS_CLERK,
                "/pickup",
                Map.of(
                        "token", ticket.get("page").asText().substring("/pickup#".length()),
                        "code", ticket.get("code").asText()));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    @Test
    void aPacketGoesAsAPdfThatOnlyItsPasswordOpensAndTheAccountSaysSo() throws IOException {
        String patient = papers.patient("D-7", "Ida", "Lockwell", "1971-07-07");
        papers.filed(patient, "2026-03-02", List.of("Patient: Ida Lockwell\nDOB: 07/07/1971\nMRN: D-7\nProgress note"));
        Work work = asked("PATIENT", "Ida Lockwell");
        matched(work, patient);
        chosen(work);
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", Map.of("form", "PDF_WITH_PASSWORD"))
                        .status())
                .as("no form goes round the steps")
                .isEqualTo(409);
        approved(work);
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", Map.of("form", "DOCX"))
                        .status())
                .isEqualTo(400);
        JsonNode ticket = work.done(Role.RECORDS_CLERK, "deliver", Map.of("form", "PDF_WITH_PASSWORD"));
        String password = ticket.get("password").asText();
        assertThat(password).matches("([0-9a-z]{5}-){3}[0-9a-z]{5}");
        TestOffice.Answer file = fetched(ticket);
        assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
        byte[] bytes = file.response().body();
        assertThatThrownBy(() -> Loader.loadPDF(bytes)).isInstanceOf(InvalidPasswordException.class);
        try (PDDocument pdf = Loader.loadPDF(bytes, password)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Records of Lockwell", "page 1 of 1");
        }
        JsonNode account = office.get(Role.PRIVACY_OFFICER, "/patients/" + patient + "/disclosures")
                .body();
        assertThat(account.at("/entries/0/description").asText()).contains("As a PDF with a password.");
        work.again();
        assertThat(work.state()).isEqualTo("DELIVERED");
        assertThat(work.view.toString()).doesNotContain(password);
    }

    @Test
    void aWholeChartGoesToAnotherPracticeWithItsDocumentsAListAsFhirAndAForm() throws IOException {
        String patient = papers.patient("D-8", "Ruth", "Mover", "1968-08-08");
        papers.filed(
                patient,
                "2026-03-02",
                List.of(
                        "Patient: Ruth Mover\nDOB: 08/08/1968\nMRN: D-8\nfirst note",
                        "Patient: Ruth Mover\nDOB: 08/08/1968\nMRN: D-8\nsecond page"));
        papers.filed(patient, "2026-04-02", List.of("Patient: Ruth Mover\nDOB: 08/08/1968\nMRN: D-8\nlater note"));
        Work work = asked("PATIENT", "Ruth Mover");
        matched(work, patient);
        chosen(work);
        approved(work);
        TestOffice.Answer zip = fetched(work.done(Role.RECORDS_CLERK, "deliver", Map.of("form", "TRANSFER")));
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        Map<String, byte[]> files = files(zip.response().body());
        assertThat(files)
                .containsOnlyKeys(
                        "documents/001.pdf",
                        "documents/002.pdf",
                        "records.pdf",
                        "form.pdf",
                        "index.csv",
                        "bundle.json");
        assertThat(files.get("records.pdf"))
                .as("the packet as it was approved")
                .isEqualTo(office.get(Role.PRIVACY_OFFICER, work.path + "/packet")
                        .response()
                        .body());
        try (PDDocument pdf = Loader.loadPDF(files.get("documents/001.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("page 1 of 3", "page 2 of 3")
                    .doesNotContain("page 3 of 3");
        }
        JsonNode bundle = new ObjectMapper().readTree(files.get("bundle.json"));
        assertThat(bundle.at("/entry/0/resource/resourceType").asText()).isEqualTo("Patient");
        assertThat(bundle.at("/entry/0/resource/birthDate").asText()).isEqualTo("1968-08-08");
        JsonNode reference = bundle.at("/entry/2/resource");
        assertThat(reference.get("resourceType").asText()).isEqualTo("DocumentReference");
        assertThat(reference.at("/content/0/attachment/url").asText()).isEqualTo("documents/002.pdf");
        assertThat(reference.at("/context/period/start").asText()).isEqualTo("2026-04-02");
        assertThat(reference.at("/subject/reference").asText())
                .isEqualTo(bundle.at("/entry/0/fullUrl").asText());
        try (PDDocument pdf = Loader.loadPDF(files.get("form.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Transfer of records", "Mover, Ruth", "2 documents", "documents/002.pdf", "Received by");
        }

        byte[] sent = zip.response().body();
        TestOffice.Answer looked = office.post(Role.INTAKE, "/transfers/look", sent);
        assertThat(looked.status()).as(looked.text()).isEqualTo(200);
        assertThat(looked.body().at("/patient/id").asText()).isEqualTo(patient);
        assertThat(looked.body().get("name").asText()).isEqualTo("Mover, Ruth");
        assertThat(looked.body().get("documents")).hasSize(2);
        assertThat(office.get(Role.INTAKE, "/transfers").body().get("items"))
                .as("nothing is kept by looking")
                .isEmpty();
        assertThat(office.post(
                                Role.INTAKE,
                                "/transfers/refused",
                                Map.of("from", "Elsewhere Clinic", "documents", 2, "reason", "SENT_TWICE"))
                        .status())
                .isEqualTo(204);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/audit?limit=5").text())
                .contains("SENT_TWICE", "Elsewhere Clinic");
        TestOffice.Answer in = office.post(Role.INTAKE, "/transfers", sent, "Idempotency-Key", "move-1");
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        assertThat(in.body().at("/patient/id").asText()).isEqualTo(patient);
        assertThat(in.body().get("documents")).hasSize(2);
        String document = in.body().at("/documents/1/document").asText();
        JsonNode waits = office.get(Role.INTAKE, "/documents/" + document).body();
        assertThat(waits.get("stage").asText()).as("nothing is filed by it").isEqualTo("RECEIVED");
        assertThat(waits.at("/suggestions/0/patient/id").asText()).isEqualTo(patient);
        assertThat(waits.at("/suggestions/0/type/code").asText()).isEqualTo("11506-3");
        assertThat(office.post(Role.INTAKE, "/transfers", sent, "Idempotency-Key", "move-1")
                        .body()
                        .at("/documents/1/document")
                        .asText())
                .as("not taken in twice")
                .isEqualTo(document);
        assertThat(office.post(Role.INTAKE, "/transfers", changed(files)).text())
                .contains("a document is not the one that its bundle lists", "Nothing was kept");
        assertThat(office.post(Role.INTAKE, "/transfers", "no ZIP").status()).isEqualTo(400);
        TestWorker worker = new TestWorker(office);
        for (int i = 0; i < 2; i++) {
            LeaseOffer offer = worker.lease(5).orElseThrow();
            TestOffice.Answer read = worker.handIn(
                    offer,
                    new WorkResult.Read(
                            "application/pdf",
                            DocumentKind.SCAN,
                            List.of(worker.page(offer, 1, "Ruth Mover")),
                            1,
                            List.of()));
            assertThat(read.status()).as("each is read like any other file").isEqualTo(200);
        }
        assertThat(worker.lease()).isEmpty();
        JsonNode came = office.get(Role.INTAKE, "/transfers").body().get("items");
        assertThat(came).hasSize(1);
        assertThat(came.at("/0/patient/id").asText()).isEqualTo(patient);
        assertThat(came.at("/0/waiting").asInt()).isEqualTo(2);
        assertThat(came.at("/0/documents").findValuesAsText("stage")).containsOnly("READ");
        papers.file(
                Role.INTAKE, document, patient, Map.of("code", "11506-3", "display", "Progress note"), "2026-04-02");
        came = office.get(Role.INTAKE, "/transfers").body().get("items");
        assertThat(came.at("/0/waiting").asInt()).isEqualTo(1);
        assertThat(came.at("/0/documents/1/filed").asBoolean()).isTrue();
        assertThat(came.at("/0/documents/1/elsewhere").asBoolean()).isFalse();
    }

    /** The same archive with another file in the place of one of its documents. */
    private static byte[] changed(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(files.get(file.getKey().equals("documents/002.pdf") ? "form.pdf" : file.getKey()));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** A signed note in the chart, with a recording of two seconds of noise. */
    private static String signedNote(String patient, String text, byte[] recording) {
        TestWorker worker = new TestWorker(office);
        String id = office.post(
                        Role.CLINICIAN,
                        "/dictations?workType=Progress%20note&name=note.wav&patient=" + patient,
                        recording)
                .body()
                .get("id")
                .asText();
        LeaseOffer offer = worker.lease(5).orElseThrow();
        assertThat(offer.documentId().value()).isEqualTo(id);
        worker.handIn(offer, worker.spoken(offer, "a sore throat"));
        TestOffice.Answer written = office.put(
                Role.CLINICIAN,
                "/transcripts/" + id,
                Map.of("text", text),
                "If-Match",
                office.get(Role.CLINICIAN, "/transcripts/" + id).header("ETag"));
        TestOffice.Answer signed = office.post(
                Role.CLINICIAN,
                "/transcripts/" + id + "/sign",
                Map.of("password", TestOffice.PASSWORD),
                "If-Match",
                written.header("ETag"));
        assertThat(signed.status()).as(signed.text()).isEqualTo(200);
        return id;
    }

    private static byte[] noise() {
        byte[] samples = new byte[64_000];
        new Random(7).nextBytes(samples);
        return ByteBuffer.allocate(44 + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + samples.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(16_000)
                .putInt(32_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples.length)
                .put(samples)
                .array();
    }

    @Test
    void aRecordingGoesWithItsNoteOnlyWithWhatIsNotToBeHeardCovered() throws IOException {
        String patient = papers.patient("D-9", "Vera", "Speaker", "1959-09-09");
        byte[] recording = noise();
        String note = signedNote(
                patient, "Patient: Vera Speaker, DOB 09/09/1959, MRN D-9. Her sister Olga drinks.", recording);
        String scan =
                papers.filed(patient, "2026-03-02", List.of("Patient: Vera Speaker\nDOB: 09/09/1959\nMRN: D-9\nnote"));
        Work work = asked("PATIENT", "Vera Speaker");
        matched(work, patient);
        chosen(work);
        JsonNode there =
                office.get(Role.RECORDS_CLERK, work.path + "/recordings").body().get("items");
        assertThat(there).hasSize(1);
        assertThat(there.at("/0/document").asText()).isEqualTo(note);
        assertThat(there.at("/0/plain").asBoolean()).isTrue();
        assertThat(there.at("/0/goes").asBoolean()).as("none goes by itself").isFalse();
        assertThat(office.get(Role.RECORDS_CLERK, work.path + "/recordings/" + note + "/audio")
                        .response()
                        .body())
                .isEqualTo(recording);
        assertThat(office.get(Role.RECORDS_CLERK, work.path + "/recordings/" + scan + "/audio")
                        .status())
                .isEqualTo(404);
        assertThat(work.tried(Role.RECORDS_CLERK, "recordings", Map.of("recordings", List.of(Map.of("document", scan))))
                        .status())
                .as("a scan has none")
                .isEqualTo(400);
        work.done(
                Role.RECORDS_CLERK,
                "recordings",
                Map.of(
                        "recordings",
                        List.of(Map.of("document", note, "passages", List.of(Map.of("fromMs", 600, "toMs", 700))))));
        assertThat(work.view.get("redactionDecided").asBoolean())
                .as("that all is marked is said anew")
                .isFalse();
        work.done(Role.RECORDS_CLERK, "redact", Map.of("complete", true));
        approved(work);
        work.refused(Role.RECORDS_CLERK, "deliver", "", "Recordings go with this packet");
        JsonNode ticket = work.done(Role.RECORDS_CLERK, "deliver", Map.of("form", "TRANSFER"));
        Map<String, byte[]> files = files(fetched(ticket).response().body());
        byte[] heard = files.getOrDefault("recordings/001.wav", new byte[0]);
        assertThat(Arrays.copyOf(heard, 44 + 16_000)).isEqualTo(Arrays.copyOf(recording, 44 + 16_000));
        assertThat(Arrays.copyOfRange(heard, 44 + 32_000, heard.length))
                .isEqualTo(Arrays.copyOfRange(recording, 44 + 32_000, recording.length));
        for (int i = 44 + 16_000; i < 44 + 32_000; i += 2) {
            assertThat(Math.abs((short) (heard[i] & 0xFF | heard[i + 1] << 8)))
                    .as("half a second about the passage is a soft tone")
                    .isLessThan(3_300);
        }
        String sha256 = HexFormat.of().formatHex(sha256(heard));
        try (PDDocument pdf = Loader.loadPDF(files.get("records.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .as("who approved the packet approved these bytes")
                    .contains("1 passage covered by a tone", sha256);
        }
        assertThat(new String(files.get("bundle.json"), StandardCharsets.UTF_8))
                .contains("audio/wav", "recordings/001.wav");
        assertThat(office.get(Role.CLINICIAN, "/dictations/" + note + "/audio")
                        .response()
                        .body())
                .as("the original is as it was")
                .isEqualTo(recording);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void aPacketToTheWrongPersonIsABreachUntilFourFactorsSayOtherwiseAndClosesWhenThePatientWasTold_I1_I4() {
        String patient = papers.patient("D-4", "Emmy", "Astray", "1982-03-23");
        papers.filed(patient, "2026-03-02", List.of("Patient: Emmy Astray\nDOB: 03/23/1982\nMRN: D-4\nProgress note"));
        Work work = asked("PATIENT", "Emmy Astray");
        matched(work, patient);
        chosen(work);
        work.done(Role.RECORDS_CLERK, "package", "");
        work.done(
                Role.PRIVACY_OFFICER,
                "approve",
                Map.of("sha256", work.view.at("/packet/sha256").asText()));
        work.done(Role.RECORDS_CLERK, "deliver", "");
        work.done(Role.RECORDS_CLERK, "recall", Map.of("reason", "sent to a neighbour"));
        assertThat(work.state()).isEqualTo("BREACH_REVIEW");
        assertThat(work.view.at("/details/breach/isBreach").asBoolean()).isTrue();
        Map<String, Object> factors = new HashMap<>(
                Map.of("extent", "one note", "recipient", "a neighbour", "viewed", "read", "mitigation", "given back"));
        factors.put("close", true);
        work.refused(Role.PRIVACY_OFFICER, "breach", factors, "The patient is to be told by");
        Work letter = letter(
                work,
                Map.of(
                        "kind",
                        "BREACH",
                        "toAddress",
                        "2 Oak Ave",
                        "toName",
                        "Emmy Astray",
                        "contact",
                        "Pat, 555-0100"));
        TestOffice.Answer gap = letter.tried(Role.PRIVACY_OFFICER, "review", Map.of("plainLanguage", true));
        assertThat(gap.body().get("detail").asText()).contains("gap");
        TestOffice.Answer written = office.put(
                Role.RECORDS_CLERK,
                letter.path,
                Map.of(
                        "toName", "Emmy Astray",
                        "toAddress", "2 Oak Ave",
                        "subject", "What happened",
                        "body", "A note about you went to a neighbour, who gave it back."),
                "If-Match",
                "\"" + letter.view.get("version").asInt() + "\"");
        assertThat(written.status()).as(written.text()).isEqualTo(200);
        letter.view = written.body();
        sentLetter(letter);
        work.again();
        work.done(Role.PRIVACY_OFFICER, "breach", factors);
        assertThat(work.view.at("/details/breach/closed").asBoolean()).isTrue();
        assertThat(queue()).doesNotContain(work.view.get("id").asText());
    }

    @Test
    void aDeniedAmendmentAndTheDisagreementWithItGoWithTheRecord() throws IOException {
        String patient = papers.patient("D-5", "Marie", "Amender", "1967-10-07");
        String document = papers.filed(
                patient, "2026-03-02", List.of("Patient: Marie Amender\nDOB: 10/07/1967\nMRN: D-5\nAllergic to latex"));
        Work amendment = new Work(
                "/amendments",
                Map.of("patientId", patient, "channel", "MAIL", "document", document, "wanted", "no latex allergy"));
        assertThat(office.get(Role.INTAKE, "/amendments").body().toString()).contains("no latex allergy");
        amendment.refused(Role.RECORDS_CLERK, "disagreement", Map.of("words", "no"), "Only a denial");
        amendment.refused(Role.RECORDS_CLERK, "close", "", "Nobody has decided");
        amendment.done(
                Role.PRIVACY_OFFICER,
                "decide",
                Map.of("ground", "ACCURATE_AND_COMPLETE", "words", "A test of 2019 shows it."));
        amendment.done(Role.RECORDS_CLERK, "disagreement", Map.of("words", "The test was of my sister."));
        Work letter = letter(
                amendment, Map.of("kind", "AMENDMENT_DENIED", "toAddress", "3 Ash Rd", "contact", "Pat, 555-0100"));
        sentLetter(letter);
        amendment.again();
        amendment.done(Role.RECORDS_CLERK, "close", "");
        assertThat(amendment.view.get("carried").asBoolean()).isTrue();
        assertThat(office.get(Role.CLINICIAN, "/documents/" + document + "/amendments")
                        .body()
                        .at("/items/0/disagreement")
                        .asText())
                .as("who reads the document is told")
                .isEqualTo("The test was of my sister.");

        Work work = asked("PATIENT", "Marie Amender");
        matched(work, patient);
        chosen(work);
        work.done(Role.RECORDS_CLERK, "withhold", Map.of("pages", List.of(), "reason", ""));
        work.done(Role.RECORDS_CLERK, "package", "");
        byte[] packet = office.get(Role.PRIVACY_OFFICER, work.path + "/packet")
                .response()
                .body();
        try (PDDocument pdf = Loader.loadPDF(packet)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Amendment to this record", "The test was of my sister.", "A test of 2019 shows it.");
        }
        work.again();
        assertThat(work.view.at("/checklist/7/done").asBoolean()).isTrue();
        Work later = new Work(
                "/amendments", Map.of("patientId", patient, "channel", "MAIL", "wanted", "another birth place"));
        later.done(Role.PRIVACY_OFFICER, "decide", Map.of("words", "It is corrected."));
        work.again();
        assertThat(work.view.at("/checklist/7/done").asBoolean())
                .as("a packet without it is void")
                .isFalse();
    }
}
