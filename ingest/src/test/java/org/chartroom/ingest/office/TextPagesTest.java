package org.chartroom.ingest.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.Recorded;
import org.chartroom.ingest.TestFolders;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPagesTest {
    private final TextPages source = new TextPages();
    private final Recorded sink = new Recorded();

    @TempDir
    Path folder;

    private Path spool;

    @BeforeEach
    void makeSpool() throws IOException {
        spool = Files.createDirectory(folder.resolve("spool"));
    }

    @Test
    void everyWordStandsInItsBoxOnThePageImage() throws IOException {
        assertThat(read("Patient: Ruiz, Ana\n\n   HGB   13.2 g/dL\n")).isEqualTo(new FileOutcome.Read(1));
        List<Word> words = sink.words(1);
        assertThat(words).extracting(Word::text).containsExactly("Patient:", "Ruiz,", "Ana", "HGB", "13.2", "g/dL");
        assertThat(words).allSatisfy(w -> assertThat(w.confidence()).isEqualTo(1));
        BufferedImage image = image(sink.pages.getFirst());
        assertThat(image.getWidth())
                .isEqualTo(sink.pages.getFirst().geometry().orElseThrow().widthPx());
        for (Word word : words) {
            assertThat(ink(image, word)).as(word.text()).isGreaterThan(0.05);
        }
        assertThat(words.get(3).box().x()).isGreaterThan(words.get(0).box().x());
        assertThat(words.get(2).line()).isLessThan(words.get(3).line());
    }

    @Test
    void columnsOfATypedReportStayUnderEachOther() throws IOException {
        read("Test      Result\nWBC       7.1\nHemoglobin13.2\n");
        List<Word> words = sink.words(1);
        assertThat(words.get(1).box().x()).isEqualTo(words.get(3).box().x());
        assertThat(sink.text()).contains("Test      Result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void accentsComeThroughInEveryCharset(String charset) throws IOException {
        String text = "Müller, José: naïve reading of the whole history";
        Path file = Files.write(folder.resolve("a.txt"), text.getBytes(Charset.forName(charset)));
        read(file, ReadRequest.of("a.txt", spool));
        assertThat(sink.text()).isEqualTo(text + "\n");
    }

    @Test
    void charactersTheFaceLacksAreKeptInTheText() throws IOException {
        String text = "Dose \u2192 漢字 \uD83D\uDE00 \u0007done\u0000";
        assertThat(read(text)).isEqualTo(new FileOutcome.Read(1));
        assertThat(sink.text()).contains("漢字").contains("\uD83D\uDE00");
    }

    @Test
    void aLongTextFillsSeveralPagesAndLosesNothing() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("line").append(i).append('\n');
        }
        read(text.toString());
        assertThat(sink.pages)
                .hasSizeBetween(4, 6)
                .extracting(PageRead::sourcePage)
                .startsWith(1, 2, 3, 4);
        assertThat(sink.text().lines().filter(l -> l.startsWith("line")).count())
                .isEqualTo(200);
    }

    @Test
    void aFormFeedBeginsANewPage() throws IOException {
        assertThat(read("one\ftwo\n")).isEqualTo(new FileOutcome.Read(2));
    }

    @Test
    void aWordLongerThanALineIsBrokenNotLost() throws IOException {
        String letters = "x".repeat(500);
        read(letters);
        assertThat(String.join("", sink.words(1).stream().map(Word::text).toList()))
                .isEqualTo(letters);
        assertThat(sink.words(1))
                .allSatisfy(w -> assertThat(w.box().x() + w.box().width()).isLessThanOrEqualTo(1275));
    }

    @Test
    void pagesOverTheBudgetAreRefusedAndTheOthersStand() throws IOException {
        Budgets two = new Budgets(1 << 20, 2, 100_000_000, 10, Duration.ofSeconds(10));
        ReadRequest request = new ReadRequest(
                "a.txt",
                Optional.empty(),
                ReadSettings.in(List.of("eng")),
                Map.of(),
                two,
                spool,
                new PageSelection.All());
        Path file = Files.writeString(folder.resolve("a.txt"), "a\n".repeat(500));
        assertThat(read(file, request))
                .isInstanceOfSatisfying(
                        FileOutcome.Failed.class, f -> assertThat(f.problem()).isEqualTo(PageProblem.TOO_LARGE));
        assertThat(sink.pages).hasSize(2);
    }

    @Test
    void onePageCanBeReadAgain() throws IOException {
        ReadRequest request = new ReadRequest(
                "a.txt",
                Optional.empty(),
                ReadSettings.in(List.of("eng")),
                Map.of(),
                Budgets.usual(),
                spool,
                new PageSelection.Some(List.of(2)));
        read(Files.writeString(folder.resolve("a.txt"), "one\ftwo\fthree\n"), request);
        assertThat(sink.pages).extracting(PageRead::sourcePage).containsExactly(2);
        assertThat(sink.text()).isEqualTo("two\n");
    }

    @Test
    void aTextOfWhiteSpaceIsABlankPageNotNothing() throws IOException {
        read(" \n\n ");
        assertThat(sink.pages).hasSize(1);
        assertThat(sink.pages.getFirst().outcome()).isInstanceOf(PageOutcome.Blank.class);
    }

    @Test
    void aWebPageIsReadWithoutItsScriptsAndWithItsTables() throws IOException {
        read("""
                <!DOCTYPE html><html><head><title>Visit summary</title><script>var secretScript = 1;</script>
                <style>p { color: red }</style></head><body>
                <h1>Ana Ruiz</h1><p>Seen for <b>knee</b> pain.<br>Follow up.</p><script>document.write('x')</script>
                <ul><li>Ibuprofen</li><li>Rest</li></ul>
                <table><tr><th>Test</th><th>Result</th></tr><tr><td>HGB</td><td>13.2</td></tr></table>
                <p style="display: none">invisible tracking text</p><p>Caf&eacute;&nbsp;au lait</p></body></html>
                """);
        assertThat(sink.text()).isEqualTo("""
                        Visit summary
                        Ana Ruiz
                        Seen for knee pain.
                        Follow up.
                        \u2022 Ibuprofen
                        \u2022 Rest
                        Test\tResult
                        HGB\t13.2
                        Café au lait
                        """);
    }

    @Test
    void tablesThatOnlyPlaceThingsAreReadCellByCell() throws IOException {
        read("<html><body><table><tr><td><table><tr><td>Dear Ana,</td></tr><tr><td>your visit</td></tr></table></td>"
                + "<td>Menu</td></tr></table></body></html>");
        assertThat(sink.text()).isEqualTo("Dear Ana,\nyour visit\nMenu\n");
    }

    @Test
    void textOfTheCorpusIsReadAndEntitiesPointNowhere() throws IOException {
        Path hostile = TestFolders.corpus("hostile");
        read(hostile.resolve("tika__testXXE.xml"), ReadRequest.of("x", spool));
        assertThat(sink.text()).contains("couldnt_possibly_exist");
    }

    private FileOutcome read(String text) throws IOException {
        Path file = Files.write(folder.resolve("text"), text.getBytes(StandardCharsets.UTF_8));
        return read(file, ReadRequest.of("text", spool));
    }

    private FileOutcome read(Path file, ReadRequest request) throws IOException {
        return source.read(file, new ContentSniffer().sniff(file), request, sink);
    }

    private static BufferedImage image(PageRead page) throws IOException {
        return ImageIO.read(page.image().orElseThrow().toFile());
    }

    /** Share of dark pixels in a word's box. */
    private static double ink(BufferedImage image, Word word) {
        Raster raster = image.getRaster();
        int dark = 0;
        for (int y = word.box().y(); y < word.box().y() + word.box().height(); y++) {
            for (int x = word.box().x(); x < word.box().x() + word.box().width(); x++) {
                if (raster.getSample(x, y, 0) < 128) {
                    dark++;
                }
            }
        }
        return dark / (double) (word.box().width() * word.box().height());
    }
}
