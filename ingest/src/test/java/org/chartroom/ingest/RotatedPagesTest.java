package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chartroom.ingest.image.Decoded;
import org.chartroom.ingest.image.ImageFile;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.UndecodableException;
import org.chartroom.ingest.read.ScannedPageReader;
import org.chartroom.ingest.read.TesseractReader;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every scan, fax, form and photo of the samples, and pages with one to nine lines, laid on the scanner in all four ways. */
@Tag("long")
final class RotatedPagesTest {
    private static final double RIGHT = 0.99;

    /** Without two files: one shows a single digit a page, the other handwriting. */
    private static final String WITH_A_LINE_OF_PRINT = "(?!.*(fivepages|min-is-white)).*\\.(png|tif|jpg)";

    @TempDir
    Path folder;

    private int pages;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void pagesThatLieAnyWayAreTurnedUpright() throws Exception {
        ReaderHome home = Workbench.home();
        try (TesseractReader engine = new TesseractReader(home)) {
            ScannedPageReader reader = new ScannedPageReader(engine);
            for (int lines = 1; lines <= PaperPages.LETTER.size(); lines++) {
                List<String> text =
                        PaperPages.LETTER.subList(PaperPages.LETTER.size() - lines, PaperPages.LETTER.size());
                try (PageBitmap page = PageBitmap.of(PaperPages.scan(200, text), 200, 200)) {
                    allWays(lines + " lines", page, reader);
                }
            }
            for (Path file : files(samples(), "(letter|fax|photo)-.*\\.(png|tif|jpg)")) {
                eachPage(file, reader);
            }
        }
        areRight("samples");
    }

    @Test
    void realScansThatLieAnyWayAreTurnedUpright() throws Exception {
        Path scans = Workbench.corpus("scans");
        try (TesseractReader engine = new TesseractReader(Workbench.home())) {
            ScannedPageReader reader = new ScannedPageReader(engine);
            for (Path file : files(scans, WITH_A_LINE_OF_PRINT)) {
                eachPage(file, reader);
            }
        }
        areRight("corpus");
    }

    private void areRight(String name) throws IOException {
        Files.write(
                Path.of("target", "rotated-" + name + ".txt"),
                Stream.concat(Stream.of(wrong.size() + " of " + pages + " turned wrongly"), wrong.stream())
                        .toList());
        assertThat(1 - (double) wrong.size() / pages)
                .as("%d of %d turned wrongly: %s", wrong.size(), pages, wrong)
                .isGreaterThanOrEqualTo(RIGHT);
    }

    private static Path samples() {
        return Path.of(System.getProperty("chartroom.root", "..")).resolve("samples/office/arrivals");
    }

    private static List<Path> files(Path folder, String named) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(named))
                    .sorted()
                    .toList();
        }
    }

    private void eachPage(Path file, ScannedPageReader reader) throws IOException, UndecodableException {
        String type = new ContentSniffer().sniff(file).mediaType();
        try (ImageFile image = ImageFile.open(file, type, Budgets.usual())) {
            for (int number = 1; number <= image.pages().orElse(1); number++) {
                Decoded decoded = image.page(number);
                try (PageBitmap page = decoded.page()) {
                    allWays(file.getFileName() + " page " + number, page, reader);
                }
            }
        }
    }

    /** As it lies in the file counts as upright when it is read so: the samples' own turned pages are turned further. */
    private void allWays(String name, PageBitmap page, ScannedPageReader reader) throws IOException {
        int upright = turned(page, 0, reader);
        for (int quarters = 1; quarters < 4; quarters++) {
            pages++;
            int wanted = Math.floorMod(upright - quarters * 90, 360);
            int found = turned(page, quarters, reader);
            if (found != wanted) {
                wrong.add(name + " laid by " + quarters * 90 + ": turned by " + found + ", not " + wanted);
            }
        }
    }

    private int turned(PageBitmap page, int quarters, ScannedPageReader reader) throws IOException {
        Path spool = Files.createTempDirectory(folder, "spool");
        PageBitmap laid = quarters == 0 ? page.withDpi(page.xDpi(), page.yDpi()) : page.turned(quarters);
        PageRead read = reader.read(1, new Decoded(laid, false, 0), ReadRequest.of("page", spool), System.nanoTime());
        return read.geometry().orElseThrow().rotation();
    }
}
