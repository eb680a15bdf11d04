package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chartroom.api.work.AttachmentResult;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;

/** Patients and filed papers for tests. */
public final class TestPapers {
    private final TestOffice office;

    public TestPapers(TestOffice office) {
        this.office = office;
    }

    /** The new patient's id. */
    public String patient(String mrn, String given, String family, String born) {
        TestOffice.Answer made = office.post(
                Role.INTAKE,
                "/patients",
                Map.of("mrn", mrn, "name", Map.of("family", family, "given", given), "birthDate", born));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().get("id").asText();
    }

    /** A paper with these words on its pages, filed as a progress note; each page's picture is of one shade. */
    public String filed(String patient, String date, List<String> pages) {
        String id = read(patient + date, pages);
        file(Role.INTAKE, id, patient, Map.of("code", "11506-3", "display", "Progress note"), date);
        return id;
    }

    /** A paper with these words on its pages, read, that waits to be filed. */
    String read(String bytes, List<String> pages) {
        return read(bytes, "paper.tif", "image/tiff", DocumentKind.SCAN, pages);
    }

    /** An e-mail with these words, read, that waits to be filed. */
    String mailed(String words) {
        return read(words, "mail.eml", "message/rfc822", DocumentKind.EMAIL, List.of(words));
    }

    /** An e-mail with these words and a scanned form in it, both read. */
    String mailedWith(String words, String form) {
        String id = TestWorker.only(
                office.post(Role.INTAKE, "/arrivals?as=scan&name=mail.eml", words.getBytes(StandardCharsets.UTF_8))
                        .body()
                        .get("documents"));
        TestWorker worker = new TestWorker(office);
        LeaseOffer mail = worker.lease(5).orElseThrow();
        AttachmentResult attached = new AttachmentResult(
                worker.keep(mail, form.getBytes(StandardCharsets.UTF_8), "image/tiff"), "form.tif");
        assertThat(worker.handIn(
                                mail,
                                new WorkResult.Read(
                                        "message/rfc822",
                                        DocumentKind.EMAIL,
                                        List.of(worker.page(mail, 1, words)),
                                        1,
                                        List.of(attached)))
                        .status())
                .isEqualTo(200);
        LeaseOffer paper = worker.lease(5).orElseThrow();
        assertThat(worker.handIn(
                                paper,
                                new WorkResult.Read(
                                        "image/tiff",
                                        DocumentKind.SCAN,
                                        List.of(worker.page(paper, 1, form)),
                                        1,
                                        List.of()))
                        .status())
                .isEqualTo(200);
        return id;
    }

    private String read(String bytes, String name, String type, DocumentKind kind, List<String> pages) {
        String id = TestWorker.only(office.post(
                        Role.INTAKE, "/arrivals?as=scan&name=" + name, (bytes + pages).getBytes(StandardCharsets.UTF_8))
                .body()
                .get("documents"));
        TestWorker worker = new TestWorker(office);
        LeaseOffer offer = worker.lease(5).orElseThrow();
        List<PageResult> read = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            read.add(worker.page(offer, i + 1, pages.get(i)));
        }
        TestOffice.Answer in = worker.handIn(offer, new WorkResult.Read(type, kind, read, pages.size(), List.of()));
        assertThat(in.status()).as(in.text()).isEqualTo(200);
        return id;
    }

    /** Files a document as it is now. */
    void file(Role role, String document, String patient, Map<String, String> type, String date) {
        TestOffice.Answer filed = office.post(
                role,
                "/documents/" + document + "/file",
                Map.of("patientId", patient, "type", type, "date", date),
                "If-Match",
                office.get(role, "/documents/" + document).header("ETag"));
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
    }

    /** The shade of the picture of a page with these words, 0 to 255. */
    public static int shade(String words) {
        return TestWorker.tone(words);
    }
}
