package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records leave the office through the release desk, or not at all. */
final class ReleasesTest {
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

    /** A request at work: every step sends the version that the former one answered. */
    private static final class Work {
        final String id;
        JsonNode view;

        Work(Map<String, Object> wanted) {
            TestOffice.Answer made = office.post(Role.INTAKE, "/releases", wanted);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            view = made.body();
            id = view.get("id").asText();
        }

        TestOffice.Answer tried(Role role, String step, Object body) {
            TestOffice.Answer answer = office.post(
                    role,
                    "/releases/" + id + "/" + step,
                    body,
                    "If-Match",
                    "\"" + view.get("version").asInt() + "\"");
            return answer;
        }

        void done(Role role, String step, Object body) {
            TestOffice.Answer answer = tried(role, step, body);
            assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(200);
            view = answer.body().has("release") ? answer.body().get("release") : answer.body();
        }

        /** Rules by which a step is refused. */
        List<String> refused(Role role, String step, Object body) {
            TestOffice.Answer answer = tried(role, step, body);
            assertThat(answer.status()).as(step + ": " + answer.text()).isEqualTo(409);
            return texts(answer.body().path("reasons"), "rule");
        }

        String state() {
            return view.get("state").asText();
        }

        List<Map<String, Object>> pages() {
            List<Map<String, Object>> pages = new ArrayList<>();
            view.get("pages")
                    .forEach(page -> pages.add(Map.of(
                            "document",
                            page.get("document").asText(),
                            "page",
                            page.get("page").asInt())));
            return pages;
        }

        void readyForPacket() {
            done(Role.RECORDS_CLERK, "select", Map.of());
            done(Role.RECORDS_CLERK, "label", Map.of("pages", pages(), "labels", List.of()));
            done(Role.RECORDS_CLERK, "check-pages", "");
            done(Role.RECORDS_CLERK, "redact", Map.of("complete", true));
        }

        void packaged() {
            done(Role.RECORDS_CLERK, "package", "");
        }

        void approved() {
            done(
                    Role.PRIVACY_OFFICER,
                    "approve",
                    Map.of("sha256", view.at("/packet/sha256").asText()));
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(each -> values.add(each.get(field).asText()));
        return values;
    }

    private static Map<String, Object> asked(String type, String requester) {
        return Map.of(
                "type",
                type,
                "requester",
                requester,
                "channel",
                "MAIL",
                "recipient",
                Map.of("name", requester, "address", "1 Elm St", "addressAgain", "1 Elm St"),
                "scope",
                Map.of("from", "2026-01-01", "to", "2026-06-30"),
                "purpose",
                "own use");
    }

    /** Unlike one another, so that nobody takes two of them for one. */
    private record Person(String mrn, String given, String family, String born) {
        static final Person ADA = new Person("R-1", "Ada", "Lovering", "1975-12-10");
        static final Person GRACE = new Person("R-3", "Grace", "Hoppen", "1946-11-09");
        static final Person EMMY = new Person("R-4", "Emmy", "Noeland", "1982-03-23");
        static final Person MARIE = new Person("R-5", "Marie", "Curlin", "1967-10-07");
        static final Person CHARLES = new Person("R-2", "Charles", "Babbett", "1951-02-04");

        String registered() {
            return papers.patient(mrn, given, family, born);
        }

        /** A first page as this office writes it. */
        String says() {
            return "Patient: " + given + " " + family + "\nDOB: " + born.substring(5, 7) + "/" + born.substring(8) + "/"
                    + born.substring(0, 4) + "\nMRN: " + mrn + "\nProgress note";
        }

        String continued() {
            return family + ", " + given + ": continued";
        }
    }

    private static Work patientsOwn(String patient) {
        Work work = new Work(asked("PATIENT", "Ada Lovering"));
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "verify-identity",
                Map.of("method", "PHOTO_ID", "evidence", "licence", "authority", "PATIENT"));
        work.done(Role.RECORDS_CLERK, "authorization", Map.of("basis", "ACCESS"));
        return work;
    }

    private static Map<String, Object> form(Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "description",
                "notes of 2026",
                "discloser",
                "this office",
                "recipient",
                "Firm of Oak",
                "purpose",
                "a claim",
                "expires",
                Map.of("on", "2099-12-31"),
                "signed",
                Map.of("by", "Ada Lovering", "on", "2026-01-05"),
                "saysRevocation",
                true,
                "saysConditioning",
                true,
                "saysRedisclosure",
                true,
                "plainLanguage",
                true));
        form.putAll(more);
        return Map.of("basis", "AUTHORIZATION", "authorization", form);
    }

    private static Work attorneys(String patient, Map<String, Object> more) {
        Work work = new Work(asked("ATTORNEY", "Firm of Oak"));
        work.done(Role.RECORDS_CLERK, "patient", Map.of("patientId", patient, "agreed", List.of("NAME", "BIRTH_DATE")));
        work.done(
                Role.RECORDS_CLERK,
                "verify-identity",
                Map.of(
                        "method", "CALL_BACK",
                        "evidence", "called the firm",
                        "authority", "ORGANISATION",
                        "authorityEvidence", "letterhead"));
        work.done(Role.RECORDS_CLERK, "authorization", form(more));
        return work;
    }

    private static TestOffice.Answer fetch(String token, String code) {
        return office.send(office.to("/api/v1/pickup")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + token + "\",\"code\":\"" + code + "\"}"))
                .build());
    }

    @Test
    void aPatientsOwnRequestGoesAllTheWayAndNoStepIsSkipped() throws IOException {
        String patient = Person.ADA.registered();
        papers.filed(patient, "2026-03-02", List.of(Person.ADA.says(), Person.ADA.continued()));
        papers.filed(patient, "2025-03-02", List.of(Person.ADA.says(), "older"));

        Work work = patientsOwn(patient);
        assertThat(work.state()).isEqualTo("BASIS_ESTABLISHED");
        assertThat(work.refused(Role.RECORDS_CLERK, "package", "")).contains("S6", "S7");
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", "").status()).isEqualTo(409);
        assertThat(work.refused(Role.PRIVACY_OFFICER, "approve", Map.of("sha256", "none")))
                .contains("S6", "S8", "S9");

        work.readyForPacket();
        assertThat(texts(work.view.get("pages"), "identity")).containsExactly("GREEN", "GREEN");
        assertThat(work.view.get("pages")).as("only what was asked for").hasSize(2);
        work.done(
                Role.RECORDS_CLERK,
                "redact",
                Map.of(
                        "complete",
                        true,
                        "pages",
                        List.of(Map.of(
                                "document", work.pages().getFirst().get("document"),
                                "page", 1,
                                "boxes",
                                        List.of(Map.of(
                                                "x",
                                                0.1,
                                                "y",
                                                0.1,
                                                "width",
                                                0.3,
                                                "height",
                                                0.05,
                                                "why",
                                                "somebody else"))))));
        work.packaged();
        assertThat(work.view.at("/packet/checksPassed").asInt()).isEqualTo(12);
        assertThat(work.view.at("/packet/redactedPages").asInt()).isEqualTo(1);
        String sha256 = work.view.at("/packet/sha256").asText();
        assertThat(work.refused(Role.RECORDS_CLERK, "approve", Map.of("sha256", sha256)))
                .as("who made it is no second person")
                .containsExactly("S10");
        assertThat(work.refused(Role.PRIVACY_OFFICER, "approve", Map.of("sha256", "00".repeat(32))))
                .containsExactly("S10");
        TestOffice.Answer seen = office.get(Role.PRIVACY_OFFICER, "/releases/" + work.id + "/packet");
        assertThat(seen.header("Content-Type")).isEqualTo("application/pdf");
        work.approved();
        assertThat(work.state()).isEqualTo("RELEASE_APPROVED");

        TestOffice.Answer handed = work.tried(Role.RECORDS_CLERK, "deliver", "");
        assertThat(handed.status()).as(handed.text()).isEqualTo(200);
        work.view = handed.body().get("release");
        String token = handed.body().get("page").asText().substring("/pickup#".length());
        String code = handed.body().get("code").asText();
        assertThat(work.state()).isEqualTo("TRANSMITTING");
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", "").status())
                .as("not twice")
                .isEqualTo(409);
        JsonNode account = office.get(Role.PRIVACY_OFFICER, "/patients/" + patient + "/disclosures")
                .body();
        assertThat(account.get("entries")).hasSize(1);
        assertThat(account.get("account"))
                .as("what went to the patient is logged, not accounted for")
                .isEmpty();

        assertThat(fetch(token, "00000000x").problem()).isEqualTo("not-allowed");
        assertThat(fetch("nothing", code).problem()).isEqualTo("gone");
        TestOffice.Answer fetched = fetch(token, code);
        assertThat(fetched.status()).isEqualTo(200);
        try (PDDocument pdf = Loader.loadPDF(fetched.response().body())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(pdf)).contains("Records of", "page 2 of 2", "MRN R-1");
        }
        JsonNode after = office.get(Role.RECORDS_CLERK, "/releases/" + work.id).body();
        assertThat(after.get("state").asText()).isEqualTo("DELIVERED");
        assertThat(texts(after.get("checklist"), "done")).containsOnly("true");
    }

    @Test
    void anAttorneysDefectiveFormIsToldPointByPointAndPassesWhenItIsCorrected() {
        String patient = Person.CHARLES.registered();
        Work work = attorneys(
                patient, Map.of("purpose", "", "saysRevocation", false, "expires", Map.of("on", "2026-01-31")));
        JsonNode forms = work.view.get("checklist").get(4);
        assertThat(forms.get("done").asBoolean()).isFalse();
        assertThat(texts(forms.get("reasons"), "rule")).containsExactly("A4", "A7", "A11", "A19");
        assertThat(forms.at("/reasons/0/citation").asText()).contains("164.508");
        work.done(Role.RECORDS_CLERK, "authorization", form(Map.of()));
        assertThat(work.state()).isEqualTo("BASIS_ESTABLISHED");
    }

    @Test
    void substanceUseRecordsStayUnderAGeneralAuthorization() {
        String patient = Person.GRACE.registered();
        papers.filed(patient, "2026-03-02", List.of(Person.GRACE.says(), Person.GRACE.continued()));
        Work work = attorneys(patient, Map.of());
        work.readyForPacket();
        work.done(
                Role.RECORDS_CLERK,
                "label",
                Map.of(
                        "pages", List.of(work.pages().getFirst()),
                        "labels", List.of("PART_2"),
                        "permits", Map.of("PART_2", "the form says all records")));
        assertThat(texts(work.view.get("pages"), "verdict")).containsExactly("withhold", "release");
        assertThat(work.refused(Role.RECORDS_CLERK, "package", "")).containsExactly("H1");
        work.done(
                Role.RECORDS_CLERK,
                "withhold",
                Map.of("pages", List.of(work.pages().getFirst()), "reason", "needs a consent of its own"));
        work.packaged();
        assertThat(work.view.at("/packet/pages").asInt()).isEqualTo(2);
    }

    @Test
    void aRevocationBetweenApprovalAndDeliveryKeepsThePacketHere() {
        String patient = Person.EMMY.registered();
        papers.filed(patient, "2026-03-02", List.of(Person.EMMY.says(), Person.EMMY.continued()));
        Work work = attorneys(patient, Map.of());
        work.readyForPacket();
        work.packaged();
        work.approved();
        work.done(Role.RECORDS_CLERK, "revoke", "");
        assertThat(work.state()).isEqualTo("REVOKED");
        assertThat(work.tried(Role.RECORDS_CLERK, "deliver", "").status()).isEqualTo(409);
        work.done(Role.RECORDS_CLERK, "resume", "");
        assertThat(work.refused(Role.RECORDS_CLERK, "deliver", "")).contains("A13", "A16");
        assertThat(office.get(Role.PRIVACY_OFFICER, "/patients/" + patient + "/disclosures")
                        .body()
                        .get("entries"))
                .isEmpty();
    }

    @Test
    void aPageOfAnotherPatientStopsThePacketAndOneThatSaysNothingWaitsForSomebodyElse() {
        String patient = Person.MARIE.registered();
        papers.filed(
                patient,
                "2026-03-02",
                List.of(
                        "Patient: Bo Meitland\nDOB: 01/02/1950\nMRN: Z-99\nProgress note",
                        "nothing that names anybody"));
        Work work = patientsOwn(patient);
        work.readyForPacket();
        assertThat(texts(work.view.get("pages"), "identity")).containsExactly("RED", "AMBER");
        work.packaged();
        assertThat(work.refused(
                        Role.PRIVACY_OFFICER,
                        "approve",
                        Map.of("sha256", work.view.at("/packet/sha256").asText())))
                .containsOnly("S9");
    }

    @Test
    void requestsAreSafeToRepeatWriteOnlyWhatWasReadAndAreQueuedByDueDate() {
        Map<String, Object> wanted = asked("PATIENT", "Ada Somerdale");
        TestOffice.Answer first = office.post(Role.INTAKE, "/releases", wanted, "Idempotency-Key", "once");
        TestOffice.Answer again = office.post(Role.INTAKE, "/releases", wanted, "Idempotency-Key", "once");
        String id = first.body().get("id").asText();
        assertThat(again.body().get("id").asText()).isEqualTo(id);
        assertThat(office.post(Role.RECORDS_CLERK, "/releases/" + id + "/pend", Map.of("code", "ID_NEEDED"))
                        .problem())
                .isEqualTo("precondition-required");
        assertThat(office.post(
                                Role.RECORDS_CLERK,
                                "/releases/" + id + "/pend",
                                Map.of("code", "ID_NEEDED"),
                                "If-Match",
                                "\"9\"")
                        .problem())
                .isEqualTo("stale-version");
        TestOffice.Answer pended = office.post(
                Role.RECORDS_CLERK, "/releases/" + id + "/pend", Map.of("code", "ID_NEEDED"), "If-Match", "\"1\"");
        assertThat(pended.body().get("due"))
                .as("a pend stops no clock")
                .isEqualTo(first.body().get("due"));
        JsonNode queue = office.get(Role.INTAKE, "/releases").body().get("items");
        assertThat(texts(queue, "id")).contains(id);
        List<String> due = texts(queue, "due");
        assertThat(due).isSorted();
        assertThat(office.get(Role.INTAKE, "/releases?due=2000-01-01").body().get("items"))
                .isEmpty();
        assertThat(office.get(Role.INTAKE, "/releases?due=soon").problem()).isEqualTo("bad-request");
    }

    @Test
    void aRequestForARestrictedChartIsNotThereForThoseItIsClosedTo() {
        TestOffice.Answer made = office.post(
                Role.RECORDS_CLERK,
                "/patients",
                Map.of(
                        "mrn",
                        "R-9",
                        "name",
                        Map.of("family", "Secret", "given", "Zoe"),
                        "birthDate",
                        "1990-08-08",
                        "restricted",
                        true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Work work = new Work(asked("PATIENT", "Ada Secret"));
        work.done(
                Role.PRIVACY_OFFICER,
                "patient",
                Map.of("patientId", made.body().get("id").asText(), "agreed", List.of("NAME", "PHONE")));
        assertThat(office.get(Role.RECORDS_CLERK, "/releases/" + work.id).problem())
                .isEqualTo("not-found");
        assertThat(work.tried(Role.RECORDS_CLERK, "select", Map.of()).problem()).isEqualTo("not-found");
        assertThat(texts(
                        office.get(Role.RECORDS_CLERK, "/releases?limit=200")
                                .body()
                                .get("items"),
                        "id"))
                .doesNotContain(work.id);
        assertThat(office.get(Role.PRIVACY_OFFICER, "/releases/" + work.id).status())
                .isEqualTo(200);
    }
}
