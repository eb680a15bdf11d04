package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageIO;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are laid differently by people: who may, when not, and what is told of it. */
class PageEditsTest {
    @TempDir
    static Path data;

    static TestOffice office;
    static TestWorker worker;
    private static int made;

    @BeforeAll
    static void open() {
        office = TestOffice.open(data);
        worker = new TestWorker(office);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String arrive() {
        TestOffice.Answer kept = office.post(
                Role.INTAKE, "/arrivals?as=scan&name=pages.tif", ("bytes " + made++).getBytes(StandardCharsets.UTF_8));
        return TestWorker.only(kept.body().get("documents"));
    }

    private static void read(String... texts) {
        LeaseOffer offer = worker.lease(5).orElseThrow();
        List<PageResult> pages = new ArrayList<>(IntStream.range(0, texts.length)
                .mapToObj(i -> worker.page(offer, i + 1, texts[i]))
                .toList());
        TestOffice.Answer answer = worker.handIn(
                offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, pages, pages.size(), List.of()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String document(String... texts) {
        String id = arrive();
        read(texts);
        return id;
    }

    private static JsonNode get(String id) {
        return office.get(Role.RECORDS_CLERK, "/documents/" + id).body();
    }

    private static String match(String id) {
        return "\"" + get(id).get("version").asInt() + "\"";
    }

    private static TestOffice.Answer edit(String id, String what, Object body, String... headers) {
        List<String> all = new ArrayList<>(List.of("If-Match", match(id)));
        all.addAll(List.of(headers));
        return office.post(Role.RECORDS_CLERK, "/documents/" + id + "/" + what, body, all.toArray(String[]::new));
    }

    private static JsonNode done(TestOffice.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private static void refused(TestOffice.Answer answer, int status, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().get("detail").asText()).contains(words);
    }

    private static String text(String id) {
        return office.get(Role.RECORDS_CLERK, "/documents/" + id + "/text").text();
    }

    private static String patient(String mrn, boolean restricted) {
        TestOffice.Answer patient = office.post(
                restricted ? Role.ADMINISTRATOR : Role.INTAKE,
                "/patients",
                Map.of(
                        "mrn",
                        mrn,
                        "name",
                        Map.of("family", "Marsh", "given", "Ada", "middle", ""),
                        "birthDate",
                        "1950-01-31",
                        "sex",
                        "female",
                        "restricted",
                        restricted));
        assertThat(patient.status()).as(patient.text()).isEqualTo(201);
        return patient.body().get("id").asText();
    }

    private static void file(String id, String patient) {
        done(edit(
                id,
                "file",
                Map.of(
                        "patientId",
                        patient,
                        "type",
                        Map.of("code", "34133-9", "display", "Summary"),
                        "date",
                        "2026-03-10",
                        "reason",
                        "It was in the wrong chart")));
    }

    @Test
    void aSplitMakesADocumentOnceHoweverOftenItIsSentAndLeavesTheOriginalAsItCame() {
        String id = document("alpha", "beta", "gamma");
        String version = match(id);
        byte[] original = office.get(Role.INTAKE, "/documents/" + id + "/original")
                .response()
                .body();

        JsonNode first = done(edit(id, "split", Map.of("after", List.of(1)), "Idempotency-Key", "cut"));
        JsonNode again = done(office.post(
                Role.RECORDS_CLERK,
                "/documents/" + id + "/split",
                Map.of("after", List.of(1)),
                "If-Match",
                version,
                "Idempotency-Key",
                "cut"));

        assertThat(again.get("edit").get("id")).isEqualTo(first.get("edit").get("id"));
        String part = first.get("documents").get(1).get("id").asText();
        assertThat(text(id)).isEqualTo("alpha");
        assertThat(text(part)).isEqualTo("beta\fgamma");
        assertThat(get(part).get("splitFrom").asText()).isEqualTo(id);
        assertThat(office.get(Role.INTAKE, "/documents/" + part + "/original")
                        .response()
                        .body())
                .isEqualTo(original);
    }

    @Test
    void aTurnedPageTurnsItsImageThumbnailWordsAndPdfAndTurnsBackWithoutLoss() throws IOException {
        String id = document("alpha");
        byte[] before = office.get(Role.INTAKE, "/documents/" + id + "/pages/1/image")
                .response()
                .body();

        done(edit(id, "rotate", Map.of("page", 1, "degrees", 90)));

        JsonNode page = get(id).get("pagesDetail").get(0);
        assertThat(page.get("widthPx").asInt()).isEqualTo(2_200);
        assertThat(page.get("rotation").asInt()).isEqualTo(90);
        for (String part : List.of("image", "thumbnail")) {
            BufferedImage image = ImageIO.read(
                    new ByteArrayInputStream(office.get(Role.INTAKE, "/documents/" + id + "/pages/1/" + part)
                            .response()
                            .body()));
            assertThat(image.getWidth()).isEqualTo(220);
            assertThat(image.getHeight()).isEqualTo(170);
        }
        JsonNode word = office.get(Role.INTAKE, "/documents/" + id + "/pages/1/words")
                .body()
                .get("words")
                .get(0);
        assertThat(word.get("x").asInt()).isEqualTo(2_200 - 20 - 12);
        assertThat(word.get("y").asInt()).isEqualTo(10);
        assertThat(word.get("height").asInt()).isEqualTo(50);
        assertThat(pageShapes(id)).containsExactly("792 612");

        done(edit(id, "rotate", Map.of("page", 1, "degrees", -90)));
        assertThat(office.get(Role.INTAKE, "/documents/" + id + "/pages/1/image")
                        .response()
                        .body())
                .isEqualTo(before);
    }

    @Test
    void imageThumbnailWordsTextPdfAndHitsFollowAPageWhereverItIsLaid() throws IOException {
        String id = document("alder", "birch", "cedar", "douglas");
        done(edit(id, "rotate", Map.of("page", 3, "degrees", 90)));
        done(edit(id, "reorder", Map.of("order", List.of(3, 1, 4, 2))));
        done(edit(id, "drop", Map.of("pages", List.of(2))));
        String part = done(edit(id, "split", Map.of("after", List.of(2))))
                .get("documents")
                .get(1)
                .get("id")
                .asText();

        lies(id, "cedar", "douglas");
        lies(part, "birch");
        assertThat(pageShapes(id)).containsExactly("792 612", "612 792");
        assertThat(pageShapes(part)).containsExactly("612 792");

        refused(edit(part, "move", Map.of("pages", List.of(1), "to", id)), 409, "merge the documents instead");
        done(edit(id, "merge", Map.of("with", List.of(part))));
        lies(id, "cedar", "douglas", "birch");
        assertThat(pageShapes(id)).containsExactly("792 612", "612 792", "612 792");
        for (int i = 0; i < 4; i++) {
            done(edit(id, "undo", Map.of()));
        }
        lies(id, "alder", "birch", "cedar", "douglas");
        assertThat(pageShapes(id)).containsExactly("612 792", "612 792", "792 612", "612 792");
    }

    /** The pages of the document are those with these texts, in whatever is made of them. */
    private static void lies(String id, String... texts) throws IOException {
        assertThat(text(id)).isEqualTo(String.join("\f", texts));
        JsonNode pages = get(id).get("pagesDetail");
        assertThat(pages).hasSize(texts.length);
        for (int i = 0; i < texts.length; i++) {
            int number = i + 1;
            for (String part : List.of("image", "thumbnail")) {
                assertThat(shade(office.get(Role.INTAKE, "/documents/" + id + "/pages/" + number + "/" + part)))
                        .isEqualTo(TestWorker.tone(texts[i]));
            }
            assertThat(office.get(Role.INTAKE, "/documents/" + id + "/pages/" + number + "/words")
                            .body()
                            .get("words")
                            .get(0)
                            .get("text")
                            .asText())
                    .isEqualTo(texts[i]);
            String word = texts[i];
            TestOffice.until(word + " is found on page " + number, () -> {
                JsonNode hits = office.get(Role.CLINICIAN, "/search/hits?documentId=" + id + "&q=" + word)
                        .body()
                        .get("pages");
                return hits.size() == 1 && hits.get(0).get("page").asInt() == number;
            });
        }
    }

    /** The grey of an image. */
    private static int shade(TestOffice.Answer image) throws IOException {
        assertThat(image.status()).as(image.text()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(image.response().body()))
                .getRaster()
                .getSample(20, 20, 0);
    }

    /** Widths and heights of the pages of the document's PDF in points. */
    private static List<String> pageShapes(String id) throws IOException {
        TestOffice.Answer pdf = office.get(Role.INTAKE, "/documents/" + id + "/pdf");
        assertThat(pdf.status()).isEqualTo(200);
        byte[] bytes = pdf.response().body();
        String plain = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder all = new StringBuilder(plain);
        Matcher packed =
                Pattern.compile("/ObjStm.*?stream\\r?\\n", Pattern.DOTALL).matcher(plain);
        while (packed.find()) {
            try (InputStream objects = new InflaterInputStream(
                    new ByteArrayInputStream(bytes, packed.end(), bytes.length - packed.end()))) {
                all.append(new String(objects.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return Pattern.compile("/MediaBox\\s*\\[\\s*0(?:\\.0)? 0(?:\\.0)? (\\d+)(?:\\.0)? (\\d+)(?:\\.0)?\\s*]")
                .matcher(all)
                .results()
                .map(shape -> shape.group(1) + " " + shape.group(2))
                .toList();
    }

    @Test
    void thePictureOfATurnedPageHasAnotherAddress() {
        String id = document("alpha", "beta");
        JsonNode before = get(id);
        done(edit(id, "rotate", Map.of("page", 1, "degrees", 90)));
        JsonNode after = get(id);

        assertThat(after.get("thumbnail")).isNotEqualTo(before.get("thumbnail"));
        for (String part : List.of("image", "thumbnail", "words")) {
            assertThat(after.get("pagesDetail").get(0).get(part))
                    .isNotEqualTo(before.get("pagesDetail").get(0).get(part));
            assertThat(after.get("pagesDetail").get(1).get(part))
                    .isEqualTo(before.get("pagesDetail").get(1).get(part));
        }
    }

    @Test
    void aDroppedPageIsAccountedForWithWhoAndWhyAndComesBack() throws IOException {
        String id = document("alpha", "beta", "gamma");

        done(edit(id, "drop", Map.of("pages", List.of(2), "as", "rejected", "reason", "belongs to nobody")));

        assertThat(text(id)).isEqualTo("alpha\fgamma");
        String arrival = get(id).get("arrivalId").asText();
        JsonNode line = office.get(Role.INTAKE, "/arrivals/" + arrival)
                .body()
                .get("ledger")
                .get(1);
        assertThat(line.get("end").asText()).isEqualTo("rejected");
        assertThat(line.get("reason").asText()).isEqualTo("dropped");
        assertThat(line.get("detail").asText()).isEqualTo("Taken out by records-clerk: belongs to nobody");
        JsonNode dropped =
                office.get(Role.INTAKE, "/documents/" + id + "/dropped").body().get("items");
        assertThat(dropped).hasSize(1);
        String thumbnail = dropped.get(0).get("thumbnail").asText().replace("/api/v1", "");
        assertThat(shade(office.get(Role.INTAKE, thumbnail))).isEqualTo(TestWorker.tone("beta"));

        done(edit(
                id,
                "restore",
                Map.of(
                        "pages",
                        List.of(Map.of(
                                "source",
                                dropped.get(0).get("source").asText(),
                                "sourcePage",
                                dropped.get(0).get("sourcePage").asInt())))));
        assertThat(text(id)).isEqualTo("alpha\fbeta\fgamma");
        assertThat(office.get(Role.INTAKE, thumbnail).status()).isEqualTo(404);
        done(edit(id, "undo", Map.of()));
        assertThat(text(id)).isEqualTo("alpha\fgamma");
        done(edit(id, "undo", Map.of()));
        assertThat(text(id)).isEqualTo("alpha\fbeta\fgamma");
        refused(edit(id, "undo", Map.of()), 409, "no edit of its pages to undo");
    }

    @Test
    void everyEditIsAVersionAndInTheTrailWithBeforeAndAfter() {
        String id = document("alpha", "beta");

        done(edit(id, "reorder", Map.of("order", List.of(2, 1))));
        done(edit(id, "undo", Map.of()));

        JsonNode versions = office.get(Role.RECORDS_CLERK, "/documents/" + id + "/versions")
                .body()
                .get("items");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).get("what").asText()).isEqualTo("undo");
        assertThat(versions.get(1).get("what").asText()).isEqualTo("reorder");
        assertThat(versions.get(1).get("by").asText()).isEqualTo("records-clerk");
        assertThat(versions.get(1).get("undone").asBoolean()).isTrue();
        String trail = office.get(Role.PRIVACY_OFFICER, "/audit?limit=50").text();
        assertThat(trail)
                .contains("pages: reorder")
                .contains("\"before\":\"1 2\"")
                .contains("\"after\":\"2 1\"");
        assertThat(office.get(Role.RECORDS_CLERK, "/documents/" + id + "/history")
                        .text())
                .contains("PAGES_EDITED");
    }

    @Test
    void pagesNeverGoFromOnePatientsChartIntoAnothersNorIntoOneByTheWay() {
        String ada = patient("MR-E1", false);
        String eve = patient("MR-E2", false);
        String one = document("alpha", "beta");
        String two = document("gamma", "delta");
        refused(edit(one, "merge", Map.of("with", List.of(two))), 409, "came in apart");
        file(one, ada);
        refused(edit(one, "merge", Map.of("with", List.of(two))), 409, "in a chart and the other is not");
        file(two, eve);
        refused(edit(one, "merge", Map.of("with", List.of(two))), 409, "two different patients");
        refused(edit(one, "move", Map.of("pages", List.of(1), "to", two)), 409, "two different patients");
        file(two, ada);

        done(edit(one, "merge", Map.of("with", List.of(two))));

        assertThat(text(one)).isEqualTo("alpha\fbeta\fgamma\fdelta");
        assertThat(get(two).get("stage").asText()).isEqualTo("MERGED");
        refused(edit(two, "reorder", Map.of("order", List.of())), 409, "in another document");
        done(edit(one, "undo", Map.of()));
        assertThat(text(two)).isEqualTo("gamma\fdelta");
        assertThat(get(two).get("stage").asText()).isEqualTo("FILED");
    }

    @Test
    void aDocumentInARestrictedChartIsNotThereForThoseWhoMayNotSeeIt() {
        String closed = document("alpha", "beta");
        String open = document("gamma", "delta");
        String hidden = patient("MR-E3", true);
        TestOffice both = office;
        assertThat(both.get(Role.RECORDS_CLERK, "/patients/" + hidden).status()).isEqualTo(404);
        office.server
                .house()
                .store()
                .write(records -> records.documents()
                        .update(PageEditsTest.in(
                                records.documents()
                                        .find(new org.chartroom.models.record.DocumentId(closed))
                                        .orElseThrow(),
                                hidden)));

        assertThat(edit(open, "merge", Map.of("with", List.of(closed))).status())
                .isEqualTo(404);
        assertThat(edit(open, "move", Map.of("pages", List.of(1), "to", closed)).status())
                .isEqualTo(404);
        assertThat(office.get(Role.RECORDS_CLERK, "/documents/" + closed + "/versions")
                        .status())
                .isEqualTo(404);
    }

    private static org.chartroom.models.record.Document in(
            org.chartroom.models.record.Document document, String patient) {
        return new org.chartroom.models.record.Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                org.chartroom.models.record.Stage.FILED,
                "",
                document.priority(),
                java.util.Optional.of(new org.chartroom.models.record.PatientId(patient)),
                document.encounter(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                document.pages(),
                document.confidence(),
                document.source(),
                document.createdAt(),
                document.changedAt(),
                document.version());
    }

    @Test
    void whatIsBeingReadOrEnteredInErrorIsLeftAlone() {
        String waiting = arrive();
        refused(edit(waiting, "reorder", Map.of("order", List.of(1))), 409, "being read");
        read("alpha", "beta");
        done(edit(waiting, "entered-in-error", Map.of("reason", "not ours")));
        for (Map.Entry<String, Object> each : Map.<String, Object>of(
                        "split", Map.of("after", List.of(1)),
                        "reorder", Map.of("order", List.of(2, 1)),
                        "rotate", Map.of("page", 1, "degrees", 90),
                        "drop", Map.of("pages", List.of(1)))
                .entrySet()) {
            refused(edit(waiting, each.getKey(), each.getValue()), 409, "entered in error");
        }
    }

    @Test
    void anEditWithoutTheVersionOrWithAnOldOneChangesNothing() {
        String id = document("alpha", "beta");
        Object body = Map.of("order", List.of(2, 1));
        assertThat(office.post(Role.RECORDS_CLERK, "/documents/" + id + "/reorder", body)
                        .problem())
                .isEqualTo("precondition-required");
        assertThat(office.post(Role.RECORDS_CLERK, "/documents/" + id + "/reorder", body, "If-Match", "\"1\"")
                        .problem())
                .isEqualTo("stale-version");
        assertThat(office.post(Role.TRANSCRIPTIONIST, "/documents/" + id + "/reorder", body, "If-Match", match(id))
                        .status())
                .isEqualTo(403);
        for (Object wrong : List.of(
                Map.of(),
                Map.of("order", List.of(1)),
                Map.of("order", List.of(1, 1)),
                Map.of("order", List.of(0, 1)))) {
            assertThat(edit(id, "reorder", wrong).status()).isEqualTo(400);
        }
        assertThat(edit(id, "drop", Map.of("pages", List.of(1), "as", "rejected"))
                        .status())
                .isEqualTo(400);
        assertThat(edit(id, "rotate", Map.of("page", 1, "degrees", 45)).status())
                .isEqualTo(400);
        refused(edit(id, "drop", Map.of("pages", List.of(1, 2))), 409, "at least one page");
        assertThat(text(id)).isEqualTo("alpha\fbeta");
    }

    @Test
    void readingAgainKeepsHowPeopleLaidThePages() {
        String id = document("alpha", "beta", "gamma", "delta");
        done(edit(id, "reorder", Map.of("order", List.of(4, 3, 2, 1))));
        done(edit(id, "drop", Map.of("pages", List.of(2))));
        done(edit(id, "rotate", Map.of("page", 1, "degrees", 180)));

        done(edit(id, "re-read", Map.of()));
        read("alpha2", "beta2", "gamma2", "delta2");

        assertThat(text(id)).isEqualTo("delta\fbeta2\falpha2");
        assertThat(get(id).get("pagesDetail").get(0).get("rotation").asInt()).isEqualTo(180);
        done(edit(id, "undo", Map.of()));
        assertThat(get(id).get("pagesDetail").get(0).get("rotation").asInt()).isZero();
    }

    private static LeaseOffer readAgain(String... texts) {
        LeaseOffer offer = worker.lease(5).orElseThrow();
        List<PageResult> pages = IntStream.range(0, texts.length)
                .mapToObj(i -> worker.page(offer, offer.pages().get(i), texts[i]))
                .toList();
        done(worker.handIn(offer, new WorkResult.Read("image/tiff", DocumentKind.SCAN, pages, 3, List.of())));
        return offer;
    }

    private static JsonNode versions(String id) {
        return office.get(Role.RECORDS_CLERK, "/documents/" + id + "/versions")
                .body()
                .get("items");
    }

    @Test
    void chosenPagesAreReadAgainAnotherWayTheOthersKeepTheirTextAndAnUndoBringsTheFormerBack() {
        String id = document("alpha", "beta", "gamma");
        done(edit(id, "rotate", Map.of("page", 2, "degrees", 90)));
        done(edit(id, "reorder", Map.of("order", List.of(2, 1, 3))));

        JsonNode waiting = done(edit(
                id,
                "re-read",
                Map.of("pages", List.of(1, 3), "settings", Map.of("layout", "form", "clearing", "as_it_is"))));
        assertThat(waiting.get("stage").asText()).isEqualTo("RECEIVED");
        LeaseOffer offer = readAgain("beta2", "gamma2");
        assertThat(offer.pages()).containsExactly(2, 3);
        assertThat(offer.standing()).isEqualTo(Map.of(2, 90, 3, 0));
        assertThat(offer.settings())
                .isEqualTo(new ReadSettings(List.of("eng"), ReadSettings.Layout.FORM, ReadSettings.Clearing.AS_IT_IS));

        assertThat(text(id)).isEqualTo("beta2\falpha\fgamma2");
        assertThat(get(id).get("stage").asText()).isEqualTo("READ");
        JsonNode edit = versions(id).get(0);
        assertThat(edit.get("what").asText()).isEqualTo("re_read");
        assertThat(edit.get("by").asText()).isEqualTo(Role.RECORDS_CLERK.code());
        assertThat(edit.get("note").asText()).isEqualTo("pages 1, 3, as a form, not cleared, in eng, 90 → 90 %");

        done(edit(id, "undo", Map.of()));
        assertThat(text(id)).isEqualTo("beta\falpha\fgamma");
        assertThat(get(id).get("pagesDetail").get(0).get("rotation").asInt()).isEqualTo(90);
        done(edit(id, "undo", Map.of()));
        done(edit(id, "undo", Map.of()));
        assertThat(text(id)).isEqualTo("alpha\fbeta\fgamma");
    }

    @Test
    void pagesThatCannotBeReadThisTimeKeepTheirTextAndTheDocumentItsPlaceInTheChart() {
        String id = document("alpha", "beta");
        file(id, patient("MR-again", false));

        done(edit(id, "re-read", Map.of("pages", List.of(2), "settings", Map.of("layout", "scattered"))));
        LeaseOffer unread = worker.lease(5).orElseThrow();
        done(worker.handIn(
                unread,
                new WorkResult.Read("image/tiff", DocumentKind.SCAN, List.of(TestWorker.blank(2)), 2, List.of())));
        assertThat(get(id).get("stage").asText()).isEqualTo("FILED");
        assertThat(get(id).get("stageReason").asText()).contains("keep their former text", "No text was found");

        done(edit(id, "re-read", Map.of("pages", List.of(2))));
        LeaseOffer failed = worker.lease(5).orElseThrow();
        done(worker.handIn(failed, new WorkResult.Failed(PageProblem.TIMEOUT, "", false)));
        assertThat(get(id).get("stage").asText()).isEqualTo("FILED");
        assertThat(text(id)).isEqualTo("alpha\fbeta");
        assertThat(versions(id)).isEmpty();
    }

    @Test
    void aPageThatCameInWithAnotherFileIsReadFromThatFile() {
        String one = arrive();
        read("alpha", "beta");
        String two = arrive();
        read("gamma", "delta");
        String patient = patient("MR-files", false);
        file(one, patient);
        file(two, patient);
        done(edit(two, "move", Map.of("pages", List.of(2), "to", one)));

        refused(edit(one, "re-read", Map.of("pages", List.of(1, 3))), 409, "different files");
        done(edit(one, "re-read", Map.of("pages", List.of(3))));
        LeaseOffer offer = worker.lease(5).orElseThrow();
        assertThat(offer.pages()).containsExactly(2);
        assertThat(worker.file(offer))
                .isEqualTo(office.get(Role.INTAKE, "/documents/" + two + "/original")
                        .response()
                        .body());
        done(worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff", DocumentKind.SCAN, List.of(worker.page(offer, 2, "delta2")), 2, List.of())));
        assertThat(text(one)).isEqualTo("alpha\fbeta\fdelta2");
    }

    @Test
    void aWayOfReadingThatThereIsNotIsRefusedAndNothingIsChanged() {
        String id = document("alpha", "beta");
        String version = match(id);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("settings", Map.of("layout", "columns")),
                Map.of("settings", Map.of("clearing", "scrubbed")),
                Map.of("settings", Map.of("languages", List.of())),
                Map.of("settings", Map.of("languages", List.of("../eng"))),
                Map.of("pages", List.of()),
                Map.of("pages", List.of(3)))) {
            TestOffice.Answer answer = edit(id, "re-read", wrong);
            assertThat(answer.status()).as("%s: %s", wrong, answer.text()).isEqualTo(400);
        }
        refused(
                edit(id, "re-read", Map.of("settings", Map.of("languages", List.of("tlh")))),
                400,
                "./chartroom fetch --language tlh");
        assertThat(match(id)).isEqualTo(version);
        assertThat(text(id)).isEqualTo("alpha\fbeta");
    }

    @Test
    void theWholeDocumentIsReadAgainInTheWayAskedForAndNextTimeInTheUsualOne() {
        String id = document("alpha");
        done(edit(id, "re-read", Map.of("settings", Map.of("layout", "form"))));
        LeaseOffer offer = worker.lease(5).orElseThrow();
        assertThat(offer.settings().layout()).isEqualTo(ReadSettings.Layout.FORM);
        assertThat(offer.pages()).isEmpty();
        done(worker.handIn(
                offer,
                new WorkResult.Read(
                        "image/tiff", DocumentKind.SCAN, List.of(worker.page(offer, 1, "alpha2")), 1, List.of())));
        assertThat(text(id)).isEqualTo("alpha2");

        done(edit(id, "re-read", Map.of()));
        LeaseOffer usual = worker.lease(5).orElseThrow();
        assertThat(usual.settings()).isEqualTo(ReadSettings.in(List.of("eng")));
        done(worker.handIn(usual, new WorkResult.Failed(PageProblem.TIMEOUT, "", false)));
    }

    @Test
    void theApiDescribesTheEdits() {
        JsonNode paths = office.get(Role.CLINICIAN, "/openapi.json").body().get("paths");
        for (String each : List.of(
                "split", "merge", "reorder", "rotate", "drop", "restore", "move", "undo", "versions", "dropped")) {
            assertThat(paths.has("/documents/{id}/" + each)).as(each).isTrue();
        }
    }
}
