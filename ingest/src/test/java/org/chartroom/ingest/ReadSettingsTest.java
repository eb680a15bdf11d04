package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chartroom.ingest.read.OcrData;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Pages are read in the language, the layout and the way somebody chose. */
final class ReadSettingsTest {
    private static final List<String> CARTA = List.of(
            "Estimada señora Muñoz:",
            "La niña acudió a la consulta el miércoles con fiebre y tos.",
            "La exploración física fue normal y el corazón está rítmico.",
            "Se le recetó un antibiótico y volverá dentro de quince días.",
            "Si el niño empeora, llame al teléfono de la clínica mañana.");

    private static final List<String> BILL = List.of(
            "Office visit                                  145.00",
            "Blood count                                    32.50",
            "Chest film                                    210.00");

    @RegisterExtension
    static final OpenReader reader = new OpenReader();

    @TempDir
    Path folder;

    private int files;

    @Test
    void aSpanishLetterKeepsItsAccentsWhenItIsReadAsSpanish() throws IOException {
        Assumptions.assumeTrue(
                OcrData.languagesIn(Workbench.home().tessdata()).contains("spa"),
                "skipped: no OCR data for Spanish; ./chartroom fetch --language spa brings it");
        BufferedImage letter = page(CARTA, 0);

        String text = text(read(letter, ReadSettings.in(List.of("spa")), Map.of()));

        assertThat(text)
                .contains(
                        "señora Muñoz", "niña", "miércoles", "exploración física", "corazón", "rítmico", "antibiótico")
                .contains("días", "teléfono", "clínica mañana");
        assertThat(text(read(letter, ReadSettings.in(List.of("eng")), Map.of())))
                .doesNotContain("exploración física");
    }

    @Test
    void aPageIsReadAsPeopleHaveStoodItAndOtherwiseAsItMakesSense() throws IOException {
        ReadSettings usual = ReadSettings.in(List.of("eng"));
        BufferedImage onItsHead = page(BILL, 180);

        PageRead found = read(onItsHead, usual, Map.of());
        PageRead stood = read(onItsHead, usual, Map.of(1, 180));
        PageRead wrong = read(onItsHead, usual, Map.of(1, 0));

        assertThat(text(found)).contains("Office visit");
        assertThat(text(stood)).contains("Office visit");
        assertThat(stood.geometry().orElseThrow().rotation()).isEqualTo(180);
        assertThat(wrong.geometry().orElseThrow().rotation()).isZero();
        assertThat(text(wrong)).doesNotContain("Office visit");
        PageRead onItsSide = read(page(BILL, 90), usual, Map.of(1, 270));
        assertThat(onItsSide.geometry().orElseThrow().rotation()).isEqualTo(270);
        assertThat(text(onItsSide)).contains("Chest film");
    }

    @Test
    void everyLayoutReadsTheRowsOfABill() throws IOException {
        for (ReadSettings.Layout layout : ReadSettings.Layout.values()) {
            PageRead page = read(
                    page(BILL, 0), new ReadSettings(List.of("eng"), layout, ReadSettings.Clearing.CLEARED), Map.of());
            assertThat(text(page).lines())
                    .as("%s", layout)
                    .anyMatch(line -> line.matches("Office visit +145\\.00"))
                    .anyMatch(line -> line.matches("Chest film +210\\.00"));
        }
    }

    @Test
    void aPageThatIsReadAsItIsIsNotCleared() throws IOException {
        PageRead cleared = read(page(BILL, 0), ReadSettings.in(List.of("eng")), Map.of());
        PageRead asItIs = read(
                page(BILL, 0),
                new ReadSettings(List.of("eng"), ReadSettings.Layout.AUTOMATIC, ReadSettings.Clearing.AS_IT_IS),
                Map.of());

        assertThat(asItIs.steps()).extracting(StepNote::step).contains("settings", "deskew");
        assertThat(asItIs.steps().size()).isLessThan(cleared.steps().size());
        assertThat(text(asItIs)).contains("Blood count");
    }

    @Test
    void aLanguageThatIsNotThereIsSaidWithWhatBringsIt() throws IOException {
        FileOutcome outcome =
                outcome(page(BILL, 0), ReadSettings.in(List.of("tlh")), Map.of(), new Workbench.Remembering());

        assertThat(outcome).isInstanceOfSatisfying(FileOutcome.Failed.class, failed -> {
            assertThat(failed.problem()).isEqualTo(PageProblem.UNREADABLE);
            assertThat(failed.detail()).contains("./chartroom fetch --language tlh");
        });
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ReadSettings.in(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReadSettings.in(List.of("../eng"))).hasMessageContaining("no name of OCR data");
        assertThatThrownBy(() -> ReadSettings.in(List.of("eng", "eng"))).hasMessageContaining("once");
        assertThatThrownBy(() -> ReadSettings.in(List.of("a1"))).isInstanceOf(IllegalArgumentException.class);
    }

    private PageRead read(BufferedImage image, ReadSettings settings, Map<Integer, Integer> standing)
            throws IOException {
        Workbench.Remembering sink = new Workbench.Remembering();
        assertThat(outcome(image, settings, standing, sink)).isEqualTo(new FileOutcome.Read(1));
        return sink.pages.getFirst();
    }

    private FileOutcome outcome(
            BufferedImage image, ReadSettings settings, Map<Integer, Integer> standing, Workbench.Remembering sink)
            throws IOException {
        Path file = folder.resolve("page-" + files++ + ".png");
        ImageIO.write(image, "png", file.toFile());
        ReadRequest request = new ReadRequest(
                "page.png",
                Optional.empty(),
                settings,
                standing,
                Budgets.usual(),
                Files.createTempDirectory(folder, "spool"),
                new PageSelection.All());
        return reader.read(file, request, sink);
    }

    private static String text(PageRead page) {
        assertThat(page.outcome()).isInstanceOf(PageOutcome.Content.class);
        return ((PageOutcome.Content) page.outcome()).reading().text();
    }

    /** Letter paper at 200 dpi, scanned turned clockwise by so many degrees. */
    private static BufferedImage page(List<String> lines, int turned) {
        int width = turned % 180 == 0 ? 1_700 : 2_200;
        BufferedImage image = new BufferedImage(width, 3_900 - width, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, image.getWidth(), image.getHeight());
            pen.setColor(Color.BLACK);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 36));
            pen.translate(image.getWidth() / 2.0, image.getHeight() / 2.0);
            pen.rotate(Math.toRadians(turned));
            for (int i = 0; i < lines.size(); i++) {
                pen.drawString(lines.get(i), -700, -900 + 90 * i);
            }
        } finally {
            pen.dispose();
        }
        return image;
    }
}
