package org.chartroom.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.chartroom.api.House;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Sex;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.PageGeometry;

/**
 * A chart of typed pages as the reader leaves them, put into a new data folder; each page names its patient, and a third party who is to
 * be painted over.
 *
 * @param patient whose chart
 * @param officersToken of the one who approves
 */
record ReleaseChart(String patient, String officersToken) {
    static final String SECRET = "Zebulonwick";
    static final double DPI = 200;
    private static final int WIDTH = 1700;
    private static final int HEIGHT = 2200;
    private static final int PER_PAPER = 10;
    private static final int LEFT = 180;
    private static final int FIRST_LINE = 260;
    private static final int LINE = 60;
    private static final int SECRETS_LINE = 3;
    private static final Font FONT = new Font(Font.SERIF, Font.PLAIN, 34);
    private static final LocalDate BORN = LocalDate.of(1975, 12, 10);

    /** A word and where it stands. */
    private record Placed(String text, int x, int y, int width, int height, double confidence, int line) {}

    /** Makes the folder. */
    static ReleaseChart furnish(Path data, Clock clock, int pages) throws IOException {
        try (House house = House.open(ConfigReader.defaults(data), clock)) {
            UserAccount officer = house.accounting()
                    .create(Accounting.HOUSE, "officer", "Officer", Set.of(Role.PRIVACY_OFFICER), Optional.empty());
            String token = house.accounting().issueToken(Accounting.HOUSE, officer, "bench", Duration.ofDays(1));
            PatientId patient = new PatientId("bench-patient");
            house.store().write(records -> {
                records.patients()
                        .add(new Patient(
                                patient,
                                house.facility(),
                                "B-1",
                                new PersonName("Lovering", "Ada", ""),
                                BORN,
                                Sex.FEMALE,
                                "",
                                "",
                                Optional.empty(),
                                false,
                                1));
                return patient;
            });
            for (int first = 1; first <= pages; first += PER_PAPER) {
                paper(house, patient, first, Math.min(PER_PAPER, pages - first + 1));
            }
            return new ReleaseChart(patient.value(), token);
        }
    }

    private static void paper(House house, PatientId patient, int first, int pages) throws IOException {
        DocumentId id = new DocumentId("bench-" + first);
        Blob file = blob(house, ("paper " + first).getBytes(StandardCharsets.UTF_8), "image/tiff");
        List<Page> all = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            List<Placed> words = new ArrayList<>();
            BufferedImage picture = drawn(first + i, words);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            Blob image = blob(house, png.toByteArray(), "image/png");
            Blob places = blob(house, JsonOut.MAPPER.writeValueAsBytes(words), "application/json");
            all.add(new Page(
                    id,
                    i + 1,
                    id,
                    i + 1,
                    String.join("\n", lines(first + i)),
                    0.95,
                    "",
                    Optional.empty(),
                    Optional.of(new PageGeometry(WIDTH, HEIGHT, (int) DPI, (int) DPI, 0, 0)),
                    Optional.of(image),
                    Optional.of(image),
                    Optional.of(places),
                    List.of()));
        }
        house.store().write(records -> {
            Instant now = house.clock().instant();
            Arrival arrival = new Arrival(
                    new ArrivalId("bench-a-" + first),
                    house.facility(),
                    Channel.UPLOAD,
                    ArrivalKind.SCAN,
                    "paper.tif",
                    "",
                    file,
                    now,
                    new UserId("bench"),
                    Optional.empty());
            records.arrivals().add(arrival);
            records.documents()
                    .add(new Document(
                            id,
                            arrival.id(),
                            house.facility(),
                            DocumentKind.SCAN,
                            Stage.FILED,
                            "",
                            Priority.ROUTINE,
                            Optional.of(patient),
                            Optional.empty(),
                            Optional.of(new DocumentType("11506-3", "Progress note")),
                            Optional.of(LocalDate.of(2026, 1, 1).plusDays(first % 300)),
                            "",
                            "Progress note",
                            pages,
                            0.95,
                            new DocumentSource(file, arrival.name(), Optional.empty(), Optional.empty()),
                            now,
                            now,
                            1));
            records.documents().setPages(id, all);
            List<LedgerEntry> ledger = new ArrayList<>();
            for (int page = 1; page <= pages; page++) {
                ledger.add(new LedgerEntry(arrival.id(), id, page, new PageDisposition.InDocument(id, page)));
            }
            records.arrivals().setLedger(arrival.id(), id, pages, ledger);
            return id;
        });
    }

    private static Blob blob(House house, byte[] bytes, String type) throws IOException {
        try (BlobWriter writer = house.blobs().create()) {
            writer.write(bytes);
            return writer.keep(type);
        }
    }

    private static List<String> lines(int number) {
        List<String> lines = new ArrayList<>(List.of(
                "Patient: Ada Lovering",
                "DOB: 12/10/1975",
                "MRN: B-1",
                "Seen with her neighbour " + SECRET + " today."));
        String[] words = OfficeText.page(number).split("\\s+");
        for (int i = 0; i + 9 < words.length && lines.size() < 28; i += 9) {
            lines.add(String.join(" ", List.of(words).subList(i, i + 9)));
        }
        return lines;
    }

    /** The page with this number, 200 dpi, black and white. */
    static BufferedImage drawn(int number) {
        return drawn(number, new ArrayList<>());
    }

    private static BufferedImage drawn(int number, List<Placed> places) {
        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        graphics.setFont(FONT);
        FontMetrics metrics = graphics.getFontMetrics();
        List<String> lines = lines(number);
        for (int line = 0; line < lines.size(); line++) {
            int base = FIRST_LINE + line * LINE;
            int x = LEFT;
            for (String word : lines.get(line).split(" ")) {
                graphics.drawString(word, x, base);
                int width = metrics.stringWidth(word);
                places.add(new Placed(word, x, base - metrics.getAscent(), width, metrics.getAscent(), 0.95, line));
                x += width + metrics.charWidth(' ');
            }
        }
        graphics.dispose();
        return page;
    }

    /** What covers the third party's line: the same on every page. */
    static RedactionBox box() {
        double top = FIRST_LINE + SECRETS_LINE * LINE - 38;
        return new RedactionBox(LEFT / (double) WIDTH, top / HEIGHT, 900.0 / WIDTH, 52.0 / HEIGHT, "third party");
    }

    /** Whether the box of a page drawn at 72 dpi is black in its middle and at its ends. */
    static boolean isCovered(BufferedImage page) {
        RedactionBox box = box();
        // The strip below the page makes it longer than the box was reckoned on.
        double height = HEIGHT * 72 / DPI;
        for (double part : new double[] {0.02, 0.5, 0.98}) {
            int x = (int) ((box.x() + box.width() * part) * page.getWidth());
            int y = (int) ((box.y() + box.height() / 2) * height);
            if ((page.getRGB(x, y) & 0xFF) > 40) {
                return false;
            }
        }
        return true;
    }

    /** Whether the secret stands in bytes as PDFs write it. */
    boolean holdsSecret(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        return raw.contains(SECRET)
                || raw.contains(new String(SECRET.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
