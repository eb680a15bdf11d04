package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chartroom.api.work.KeptBlob;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageEnd;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Role;
import org.chartroom.models.text.PageGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document as one searchable PDF. */
class PdfDoorTest {
    @TempDir
    static Path data;

    @Test
    void aDocumentComesAsOnePdfWithItsPagesItsWordsAndItsTextWhereThereIsNoImage() throws IOException {
        try (TestOffice office = TestOffice.open(data)) {
            TestWorker worker = new TestWorker(office);
            TestOffice.Answer kept =
                    office.post(Role.INTAKE, "/arrivals?as=scan&name=l.tif", "letter".getBytes(StandardCharsets.UTF_8));
            String document = TestWorker.only(kept.body().get("documents"));
            assertThat(office.get(Role.CLINICIAN, "/documents/" + document + "/pdf")
                            .problem())
                    .isEqualTo("conflict");

            LeaseOffer offer = worker.lease(5).orElseThrow();
            WorkResult.Read read = new WorkResult.Read(
                    "image/tiff",
                    DocumentKind.SCAN,
                    List.of(scanned(office, worker, offer), TestWorker.text(2, "Signed by phone")),
                    2,
                    List.of());
            assertThat(worker.handIn(offer, read).status()).isEqualTo(200);

            TestOffice.Answer pdf = office.get(Role.CLINICIAN, "/documents/" + document + "/pdf");
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
            String bytes = new String(pdf.response().body(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).startsWith("%PDF-1.").endsWith("%%EOF\n");
            assertThat(data.resolve("spool")).isEmptyDirectory();
        }
    }

    private static PageResult scanned(TestOffice office, TestWorker worker, LeaseOffer offer) throws IOException {
        BufferedImage image = new BufferedImage(850, 1100, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 850, 1100);
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        List<Map<String, Object>> words = List.of(
                Map.of("text", "quinsy", "x", 100, "y", 90, "width", 80, "height", 16, "confidence", 0.9, "line", 0),
                Map.of("text", "today", "x", 190, "y", 90, "width", 70, "height", 16, "confidence", 0.9, "line", 0));
        KeptBlob picture = worker.keep(offer, png.toByteArray(), "image/png");
        KeptBlob places = worker.keep(offer, office.json.writeValueAsBytes(words), "application/json");
        return new PageResult(
                1,
                PageEnd.CONTENT,
                "quinsy today",
                0.9,
                "",
                Optional.empty(),
                "",
                "",
                Optional.of(new PageGeometry(850, 1_100, 100, 100, 0, 0)),
                Optional.of(picture),
                Optional.of(picture),
                Optional.of(places),
                List.of(),
                50);
    }
}
