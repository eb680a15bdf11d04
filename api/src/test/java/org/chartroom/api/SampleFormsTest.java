package org.chartroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.chartroom.api.cli.Home;
import org.chartroom.api.worker.Worker;
import org.chartroom.api.worker.WorkerConfig;
import org.chartroom.models.record.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the sample office, really read: marked up once on one patient's, their values are taken from another's. */
class SampleFormsTest {
    private static final Path SAMPLES = Path.of(System.getProperty("chartroom.root", "."), "samples", "office");

    @TempDir
    Path folder;

    private static String arrive(TestOffice office, String name, byte[] bytes) {
        TestOffice.Answer kept = office.post(Role.INTAKE, "/arrivals?as=scan&name=" + name, bytes);
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        return TestWorker.only(kept.body().get("documents"));
    }

    private static void untilRead(TestOffice office, String document) {
        TestOffice.until(document + " is read", Duration.ofMinutes(3), () -> {
            String stage = office.get(Role.INTAKE, "/documents/" + document)
                    .body()
                    .get("stage")
                    .asText();
            return !stage.equals("RECEIVED") && !stage.equals("READING");
        });
    }

    /** A page of a sample, with a part of it in parts of its size painted over. */
    private static byte[] page(String sample, int number, double... erased) throws Exception {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (FileImageInputStream in =
                new FileImageInputStream(SAMPLES.resolve(sample).toFile())) {
            reader.setInput(in);
            BufferedImage read = reader.read(number - 1);
            BufferedImage page = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = page.createGraphics();
            graphics.drawImage(read, 0, 0, null);
            graphics.setColor(Color.WHITE);
            if (erased.length == 4) {
                graphics.fillRect(
                        (int) (erased[0] * page.getWidth()),
                        (int) (erased[1] * page.getHeight()),
                        (int) (erased[2] * page.getWidth()),
                        (int) (erased[3] * page.getHeight()));
            }
            graphics.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(page, "png", out);
            return out.toByteArray();
        } finally {
            reader.dispose();
        }
    }

    private static Map<String, String> values(TestOffice office, String document, int page) {
        JsonNode form =
                office.get(Role.INTAKE, "/documents/" + document + "/form").body();
        Map<String, String> values = new HashMap<>();
        for (JsonNode each : form.get("pages")) {
            if (each.get("page").asInt() == page) {
                assertThat(each.get("state").asText())
                        .as(each.get("detail").asText())
                        .isEqualTo("CAPTURED");
                each.get("values")
                        .forEach(value -> values.put(
                                value.get("zone").asText(), value.get("value").asText()));
            }
        }
        return values;
    }

    @Test
    void aRegistrationAHistoryAndAConsentWithoutASignatureAreReadByTemplatesOfOtherPatients() throws Exception {
        assumeTrue(
                Files.exists(Home.fromLauncher().tools().tessdata().resolve("eng.traineddata")),
                "no OCR data on this machine; ./chartroom fetch brings it");
        try (TestOffice office = TestOffice.open(folder.resolve("data"));
                Worker _ = new Worker(
                        new WorkerConfig(
                                URI.create(office.server.url()),
                                office.token(Role.WORKER),
                                "worker of the forms",
                                2,
                                folder.resolve("spool"),
                                Optional.empty()),
                        Home.fromLauncher().tools(),
                        new Random(5))) {
            Map<String, String> marked = Map.of(
                    "arrivals/packet-00.pdf",
                    arrive(office, "packet.pdf", Files.readAllBytes(SAMPLES.resolve("arrivals/packet-00.pdf"))),
                    "arrivals/duplex-00.tif",
                    arrive(office, "consent.png", page("arrivals/duplex-00.tif", 1)));
            String packet =
                    arrive(office, "packet-4.pdf", Files.readAllBytes(SAMPLES.resolve("arrivals/packet-04.pdf")));
            String consent =
                    arrive(office, "consent-2.png", page("arrivals/duplex-02.tif", 1, 0.153, 0.37, 0.32, 0.034));
            marked.values().forEach(document -> untilRead(office, document));
            untilRead(office, packet);
            untilRead(office, consent);
            for (JsonNode form :
                    office.json.readTree(SAMPLES.resolve("forms.json").toFile())) {
                String reference = marked.get(form.get("file").asText());
                if (reference != null) {
                    ObjectNode template = office.json.createObjectNode();
                    template.set("name", form.get("name"));
                    template.set("type", form.get("type"));
                    template.set("zones", form.get("zones"));
                    template.putObject("reference")
                            .put("documentId", reference)
                            .put("page", form.get("page").asInt());
                    TestOffice.Answer made = office.post(Role.ADMINISTRATOR, "/forms/templates", template);
                    assertThat(made.status()).as(made.text()).isEqualTo(201);
                }
            }

            assertThat(values(office, packet, 1))
                    .containsEntry("Last name", "Eastbrook")
                    .containsEntry("First name", "Josephine")
                    .containsEntry("Date of birth", "2001-06-11")
                    .containsEntry("Phone", "(555) 555-0104")
                    .containsEntry("Record number", "MR416906")
                    .containsEntry("Sex", "Female")
                    .containsEntry("Preferred contact", "Phone")
                    .hasEntrySatisfying("Street", street -> assertThat(street).endsWith("Hawthorn Close"))
                    .containsEntry("Signature", "present");
            assertThat(values(office, consent, 1))
                    .containsEntry("Signature", "missing")
                    .containsEntry("Accepts the Notice of Privacy Practices", "yes")
                    .containsEntry("No reminders by text message", "no");
        }
    }
}
