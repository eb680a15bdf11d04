package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageEnd;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.PageGeometry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form is marked up once; what is filled into it waits for a person and changes the patient only as that person says. */
class FormsTest {
    private static final String[][] PRINTED = {
        {"300", "240", "Alder Street Family Practice"},
        {"300", "420", "Last name"},
        {"1000", "420", "Phone"},
        {"300", "560", "Birth date"},
        {"1000", "560", "Allergies"},
        {"300", "900", "I consent to examination and treatment by the clinicians here"},
        {"300", "1100", "I accept the notice of privacy practices of this office"},
        {"300", "1500", "Signature of patient or representative"},
        {"300", "1900", "Please return both sides to the front desk"},
    };

    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;
    static String template;
    private static int made;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
        String blank = document(0, 0, false);
        TestOffice.Answer answer = office.post(
                Role.ADMINISTRATOR, "/forms/templates", draft("Intake sheet", blank), "Idempotency-Key", "form");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        template = answer.body().get("id").asText();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Map<String, Object> zone(
            String name, String kind, String field, double x, double y, double w, double h) {
        return Map.of(
                "name", name, "kind", kind, "field", field, "x", x / 1700, "y", y / 2200, "width", w / 1700, "height",
                h / 2200);
    }

    private static Map<String, Object> draft(String name, String reference) {
        return Map.of(
                "name",
                name,
                "type",
                Map.of("code", "59284-0", "display", "Consent form"),
                "reference",
                Map.of("documentId", reference, "page", 1),
                "zones",
                List.of(
                        zone("Last name", "TEXT", "FAMILY_NAME", 480, 410, 450, 50),
                        zone("Phone", "PHONE", "PHONE", 1110, 410, 450, 50),
                        zone("Birth date", "DATE", "BIRTH_DATE", 500, 550, 450, 50),
                        zone("Allergies", "TEXT", "ALLERGIES", 1200, 550, 400, 50),
                        zone("Signature", "SIGNATURE", "SIGNATURE", 300, 1380, 700, 100)));
    }

    /** A page of 200 dpi, filled in with these words at {x, y, text}, moved, and signed or not. */
    private static String document(int right, int down, boolean signed, String[]... filled) {
        TestOffice.Answer kept = office.post(
                Role.INTAKE, "/arrivals?as=scan&name=form.tif", ("form " + made++).getBytes(StandardCharsets.UTF_8));
        LeaseOffer offer = worker.lease(5).orElseThrow();
        List<Map<String, Object>> words = new ArrayList<>();
        for (String[][] part : new String[][][] {PRINTED, filled}) {
            for (String[] text : part) {
                int x = Integer.parseInt(text[0]) + right;
                for (String word : text[2].split(" ")) {
                    words.add(Map.of(
                            "text",
                            word,
                            "x",
                            x,
                            "y",
                            Integer.parseInt(text[1]) + down,
                            "width",
                            word.length() * 14,
                            "height",
                            26,
                            "confidence",
                            0.93,
                            "line",
                            0));
                    x += word.length() * 14 + 14;
                }
            }
        }
        try {
            var image = worker.keep(offer, png(right, down, signed), "image/png");
            PageResult page = new PageResult(
                    1,
                    PageEnd.CONTENT,
                    "a form",
                    0.9,
                    "",
                    Optional.empty(),
                    "",
                    "",
                    Optional.of(new PageGeometry(1_700, 2_200, 200, 200, 0, 0)),
                    Optional.of(image),
                    Optional.of(image),
                    Optional.of(worker.keep(offer, office.json.writeValueAsBytes(words), "application/json")),
                    List.of(),
                    10);
            TestOffice.Answer read = worker.handIn(
                    offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, List.of(page), 1, List.of()));
            assertThat(read.status()).as(read.text()).isEqualTo(200);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return TestWorker.only(kept.body().get("documents"));
    }

    private static byte[] png(int right, int down, boolean signed) throws IOException {
        BufferedImage image = new BufferedImage(1_700, 2_200, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1_700, 2_200);
        graphics.setColor(Color.BLACK);
        graphics.translate(right, down);
        graphics.setStroke(new BasicStroke(3));
        graphics.draw(new Line2D.Double(300, 1470, 1000, 1470));
        for (int x = 330; signed && x < 700; x += 8) {
            graphics.draw(new Line2D.Double(
                    x, 1450 - 30 * Math.abs(Math.sin(x)), x + 8, 1450 - 30 * Math.abs(Math.sin(x + 8))));
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static String patient(String mrn, String family, boolean restricted) {
        TestOffice.Answer answer = office.post(
                Role.ADMINISTRATOR,
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", family, "given", "Ada", "middle", ""),
                        "birthDate",
                        "1950-01-31",
                        "sex",
                        "female",
                        "phone",
                        "(555) 555-0199",
                        "restricted",
                        restricted));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().get("id").asText();
    }

    private static JsonNode value(JsonNode form, String zone) {
        for (JsonNode value : form.get("pages").get(0).get("values")) {
            if (value.get("zone").asText().equals(zone)) {
                return value;
            }
        }
        throw new AssertionError(zone + " is not in " + form);
    }

    private static final String[][] ANSWERS = {
        {"500", "420", "Abernathy"},
        {"1130", "420", "(555) 555-0100"},
        {"520", "560", "01/31/1950"},
        {"1220", "560", "Penicillin"},
    };

    @Test
    void valuesWaitForAPersonWhoseTicksAloneChangeThePatientAndAreAudited() {
        String document = document(40, -25, true, ANSWERS);
        String patient = patient("MR700001", "Abernathy", false);

        JsonNode form = office.get(Role.INTAKE, "/documents/" + document + "/form?patient=" + patient)
                .body();
        assertThat(form.get("pages").get(0).get("state").asText()).isEqualTo("CAPTURED");
        assertThat(form.get("pages").get(0).get("template").get("name").asText())
                .isEqualTo("Intake sheet");
        assertThat(value(form, "Last name").get("difference").asText()).isEqualTo("SAME");
        assertThat(value(form, "Birth date").get("value").asText()).isEqualTo("1950-01-31");
        assertThat(value(form, "Phone").get("difference").asText()).isEqualTo("DIFFERENT");
        assertThat(value(form, "Phone").get("recorded").asText()).isEqualTo("(555) 555-0199");
        assertThat(value(form, "Allergies").get("difference").asText()).isEqualTo("APART");
        assertThat(value(form, "Signature").get("value").asText()).isEqualTo("present");
        assertThat(value(form, "Phone").get("place").get("x").asInt()).isEqualTo(1170);
        assertThat(office.get(Role.INTAKE, "/patients/" + patient)
                        .body()
                        .get("phone")
                        .asText())
                .as("nothing changes by looking")
                .isEqualTo("(555) 555-0199");

        Map<String, Object> ticked = Map.of(
                "patientId",
                patient,
                "values",
                List.of(
                        Map.of("page", 1, "zone", "Phone", "value", "(555) 555-0100"),
                        Map.of("page", 1, "zone", "Allergies", "value", "Penicillin (rash)")));
        String confirm = "/documents/" + document + "/form/confirm";
        assertThat(office.post(Role.INTAKE, confirm, ticked).problem()).isEqualTo("precondition-required");
        TestOffice.Answer kept = office.post(
                Role.INTAKE,
                confirm,
                ticked,
                "If-Match",
                "\"" + form.get("patientVersion").asInt() + "\"");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(value(kept.body(), "Allergies").get("confirmed").get("value").asText())
                .isEqualTo("Penicillin (rash)");
        assertThat(office.post(
                                Role.INTAKE,
                                confirm,
                                ticked,
                                "If-Match",
                                "\"" + form.get("patientVersion").asInt() + "\"")
                        .problem())
                .isEqualTo("stale-version");

        JsonNode now = office.get(Role.INTAKE, "/patients/" + patient).body();
        assertThat(now.get("phone").asText()).isEqualTo("(555) 555-0100");
        assertThat(now.get("name").get("family").asText()).isEqualTo("Abernathy");
        JsonNode values = office.get(Role.CLINICIAN, "/patients/" + patient + "/form-values")
                .body()
                .get("items");
        assertThat(values).hasSize(2);
        assertThat(values.findValuesAsText("raw")).contains("Penicillin");
        JsonNode trail = office.get(Role.PRIVACY_OFFICER, "/audit?patient=" + patient)
                .body()
                .get("items");
        assertThat(trail.toString())
                .contains(
                        "\"before.phone\":\"(555) 555-0199\"",
                        "\"after.phone\":\"(555) 555-0100\"",
                        "\"from\":\"form\"");
    }

    @Test
    void aFormWithoutASignatureIsListedUntilAPersonFindsIt() {
        String document = document(-30, 20, false, ANSWERS);
        String patient = patient("MR700002", "Baptiste", false);
        TestOffice.until(
                "the missing signature is listed", java.time.Duration.ofSeconds(60), () -> listed().contains(document));

        TestOffice.Answer found = office.post(
                Role.RECORDS_CLERK,
                "/documents/" + document + "/form/confirm",
                Map.of(
                        "patientId",
                        patient,
                        "values",
                        List.of(Map.of("page", 1, "zone", "Signature", "value", "present"))),
                "If-Match",
                "\"1\"");
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(listed()).doesNotContain(document);
    }

    private static String listed() {
        return office.get(Role.CLINICIAN, "/forms/missing-signatures").text();
    }

    @Test
    void aDraftIsTriedWithoutKeepingAnythingAndAPageThatIsNoFormGivesNothing() {
        String document = document(10, 10, true, ANSWERS);
        TestOffice.Answer tried = office.post(
                Role.ADMINISTRATOR,
                "/forms/templates/trial",
                Map.of("draft", draft("Draft", document), "documentId", document));
        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        assertThat(value(tried.body(), "Last name").get("value").asText()).isEqualTo("Abernathy");
        assertThat(office.get(Role.ADMINISTRATOR, "/forms/templates").body().get("items"))
                .noneMatch(each -> each.get("name").asText().equals("Draft"));

        office.post(Role.INTAKE, "/arrivals?as=scan&name=letter.tif", "letter".getBytes(StandardCharsets.UTF_8));
        LeaseOffer offer = worker.lease(5).orElseThrow();
        worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff",
                        DocumentKind.SCAN,
                        List.of(worker.page(offer, 1, "Dear Dr. Castlemaine thank you for referring")),
                        1,
                        List.of()));
        assertThat(office.get(Role.INTAKE, "/documents/" + offer.documentId() + "/form")
                        .body()
                        .get("pages"))
                .isEmpty();
        TestOffice.Answer thin = office.post(
                Role.ADMINISTRATOR,
                "/forms/templates",
                draft("Letter", offer.documentId().value()));
        assertThat(thin.status()).isEqualTo(400);
        assertThat(thin.text()).contains("printed words");
    }

    @Test
    void aTemplateKeepsItsVersionsAndARetiredOneReadsNoPage() {
        String document = document(0, 0, true, ANSWERS);
        TestOffice.Answer second = office.post(Role.ADMINISTRATOR, "/forms/templates", draft("Old sheet", document));
        assertThat(second.status()).as(second.text()).isEqualTo(201);
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/form")
                        .body()
                        .get("pages")
                        .get(0)
                        .get("state")
                        .asText())
                .as("two forms that are the same cannot be told apart")
                .isEqualTo("ALIKE");
        assertThat(office.post(Role.ADMINISTRATOR, "/forms/templates", draft("old SHEET", document))
                        .problem())
                .isEqualTo("conflict");

        Map<String, Object> retired = new java.util.HashMap<>(draft("Old sheet", document));
        retired.remove("reference");
        retired.put("retired", true);
        String path = "/forms/templates/" + second.body().get("id").asText();
        TestOffice.Answer kept = office.put(Role.ADMINISTRATOR, path, retired, "If-Match", second.header("ETag"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(kept.body().get("versions")).hasSize(2);
        assertThat(office.put(Role.ADMINISTRATOR, path, retired, "If-Match", second.header("ETag"))
                        .problem())
                .isEqualTo("stale-version");
        assertThat(office.get(Role.ADMINISTRATOR, path + "/image").header("Content-Type"))
                .isEqualTo("image/png");
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/form")
                        .body()
                        .get("pages")
                        .get(0)
                        .get("state")
                        .asText())
                .isEqualTo("CAPTURED");
    }

    @Test
    void aRestrictedChartStaysClosedAndAFormOfAnotherNumberChangesNobody() {
        String document = document(0, 15, true, ANSWERS);
        String restricted = patient("MR700003", "Castellano", true);
        assertThat(office.get(Role.INTAKE, "/documents/" + document + "/form?patient=" + restricted)
                        .problem())
                .isEqualTo("not-found");
        assertThat(office.get(Role.INTAKE, "/patients/" + restricted + "/form-values")
                        .problem())
                .isEqualTo("not-found");
        assertThat(office.post(
                                Role.INTAKE,
                                "/documents/" + document + "/form/confirm",
                                Map.of(
                                        "values",
                                        List.of(Map.of("page", 1, "zone", "Phone", "value", "(555) 555-0100"))),
                                "If-Match",
                                "\"1\"")
                        .problem())
                .isEqualTo("bad-request");
        assertThat(template).isNotEmpty();
    }
}
