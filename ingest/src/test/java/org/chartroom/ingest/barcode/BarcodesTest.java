package org.chartroom.ingest.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.Barcode.Symbology;
import org.chartroom.ingest.FileReader;
import org.chartroom.ingest.Workbench;
import org.chartroom.ingest.image.Ink;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.record.SeparatorValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sheets and labels of every kind at every angle, scanned and faxed. The long run is the proof; its figures stand in
 * {@code target/barcodes.txt}. Every page follows from its number, so that a miss can be drawn again.
 */
class BarcodesTest {
    private final BarcodePages pages = new BarcodePages();
    private final SeparatorSheet sheets = new SeparatorSheet();
    private final Map<String, int[]> found = new TreeMap<>();
    private final List<String> misses = new ArrayList<>();
    private final List<Double> plainMs = new ArrayList<>();

    @BeforeAll
    static void bringNatives() {
        FileReader.open(Workbench.home()).close();
    }

    @Test
    void findsSeparatorSheetsAndInventsNone() throws IOException {
        sheets(1);
        inventsNone(15);

        assertThat(share("sheet")).as(() -> misses.toString()).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    @Tag("long")
    void findsNearlyAllSeparatorSheetsAndLabelsAndInventsNone() throws IOException {
        sheets(12);
        labels(12);
        inventsNone(150);
        report();

        assertThat(share("sheet")).as(() -> misses.toString()).isGreaterThanOrEqualTo(0.98);
        assertThat(share("label")).as(() -> misses.toString()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aCodeOnAWrittenPageIsSeenInItsPlaceAndSeparatesNothing() throws IOException {
        Random random = random(7);
        BufferedImage page = pages.labelled(Symbology.CODE_128, "SEP:BATCH-7", 30, random);
        try (PageBitmap bitmap = pages.arrived(page, BarcodePages.Way.BITONAL_SCAN, random)) {
            SeparatorSheet.Seen seen = sheets.on(bitmap, Ink.share(bitmap));

            assertThat(seen.separator()).isEmpty();
            assertThat(seen.barcodes()).singleElement().satisfies(barcode -> {
                assertThat(barcode.value()).isEqualTo("SEP:BATCH-7");
                assertThat(barcode.box().x() + barcode.box().width() / 2).isBetween(700, 1000);
                assertThat(barcode.box().y() + barcode.box().height() / 2).isBetween(1500, 1700);
            });
        }
    }

    @Test
    void aSheetCarriesPatientAndType() throws IOException {
        Random random = random(8);
        BufferedImage page = pages.sheet(Symbology.QR_CODE, "MRN:MFM-100200;TYPE:11488-4", 184, random);
        try (PageBitmap bitmap = pages.arrived(page, BarcodePages.Way.FINE_FAX, random)) {
            SeparatorSheet.Seen seen = sheets.on(bitmap, Ink.share(bitmap));

            assertThat(seen.separator()).contains("MRN:MFM-100200;TYPE:11488-4");
        }
    }

    private void sheets(int each) throws IOException {
        for (Symbology symbology : Symbology.values()) {
            for (BarcodePages.Way way : BarcodePages.Way.values()) {
                for (int i = 0; i < each; i++) {
                    Random random = random(i * 100L + symbology.ordinal() * 10 + way.ordinal());
                    String value = value(symbology, i);
                    double degrees = 90 * ((i + way.ordinal()) % 4) + random.nextDouble() * 20 - 10;
                    BufferedImage sheet = pages.sheet(symbology, value, degrees, random);
                    String expected =
                            SeparatorValue.ofBarcode(value).orElseThrow().text();
                    try (PageBitmap bitmap = pages.arrived(sheet, way, random)) {
                        SeparatorSheet.Seen seen = sheets.on(bitmap, Ink.share(bitmap));
                        count(
                                "sheet",
                                symbology,
                                way,
                                i,
                                degrees,
                                seen.separator().filter(expected::equals).isPresent());
                        assertThat(seen.barcodes())
                                .allSatisfy(
                                        barcode -> assertThat(barcode.value()).isEqualTo(value));
                    }
                }
            }
        }
    }

    private void labels(int each) throws IOException {
        for (Symbology symbology : Symbology.values()) {
            for (BarcodePages.Way way : BarcodePages.Way.values()) {
                for (int i = 0; i < each && symbology != Symbology.PATCH_T; i++) {
                    Random random = random(7_000_000 + i * 100L + symbology.ordinal() * 10 + way.ordinal());
                    String value = symbology == Symbology.PDF417
                            ? "@ANSI 636000080002DL00410278DLDCAD DCSSAMPLE DACJANE" + i
                            : "A-" + (7 * i + 1000);
                    double degrees = random.nextDouble() * 360;
                    BufferedImage page = pages.labelled(symbology, value, degrees, random);
                    try (PageBitmap bitmap = pages.arrived(page, way, random)) {
                        SeparatorSheet.Seen seen = sheets.on(bitmap, Ink.share(bitmap));
                        count(
                                "label",
                                symbology,
                                way,
                                i,
                                degrees,
                                seen.barcodes().stream().map(Barcode::value).anyMatch(value::equals));
                        assertThat(seen.separator()).isEmpty();
                        assertThat(seen.barcodes())
                                .allSatisfy(
                                        barcode -> assertThat(barcode.value()).isEqualTo(value));
                    }
                }
            }
        }
    }

    private void inventsNone(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Random random = random(9_000_000 + i);
            BufferedImage page = pages.plain(i, random);
            try (PageBitmap bitmap = pages.arrived(page, BarcodePages.Way.values()[i / 5 % 6], random)) {
                double ink = Ink.share(bitmap);
                long started = System.nanoTime();
                SeparatorSheet.Seen seen = sheets.on(bitmap, ink);
                if (i % 5 == 0) {
                    plainMs.add((System.nanoTime() - started) / 1e6);
                }
                assertThat(seen.barcodes()).as("page %d", i).isEmpty();
                assertThat(seen.separator()).as("page %d", i).isEmpty();
            }
        }
    }

    private static String value(Symbology symbology, int i) {
        return switch (symbology) {
            case PATCH_T -> "PATCHT";
            case CODE_128 -> i % 2 == 0 ? "PATCHT" : "SEP:BATCH-" + i;
            case CODE_39 -> i % 2 == 0 ? "PATCHT" : "MRN/10020" + i;
            case QR_CODE, DATA_MATRIX -> i % 2 == 0 ? "SEP:BATCH-" + i : "MRN:10020" + i + ";TYPE:11488-4";
            case PDF417 -> "SEP:BATCH-" + i + ";MRN:MFM-10020" + i + ";TYPE:11488-4";
        };
    }

    private static Random random(long page) {
        return new Random(page * 0x9E37_79B9_7F4A_7C15L);
    }

    private void count(String what, Symbology symbology, BarcodePages.Way way, int i, double degrees, boolean hit) {
        int[] of = found.computeIfAbsent(what + " " + symbology, _ -> new int[2]);
        of[0] += hit ? 1 : 0;
        of[1]++;
        if (!hit) {
            misses.add(String.format(Locale.ROOT, "%s %s %s %d at %.1f", what, symbology, way, i, degrees));
        }
    }

    private double share(String what) {
        int hits = 0;
        int all = 0;
        for (var entry : found.entrySet()) {
            if (entry.getKey().startsWith(what)) {
                hits += entry.getValue()[0];
                all += entry.getValue()[1];
            }
        }
        return (double) hits / all;
    }

    private void report() throws IOException {
        List<String> lines = new ArrayList<>();
        found.forEach((what, of) -> lines.add(what + " " + of[0] + " of " + of[1]));
        lines.addAll(misses);
        plainMs.sort(null);
        lines.add(String.format(
                Locale.ROOT,
                "text pages: median %.1f ms, 95th percentile %.1f ms of %d",
                plainMs.get(plainMs.size() / 2),
                plainMs.get(plainMs.size() * 95 / 100),
                plainMs.size()));
        Path report = Path.of("target", "barcodes.txt");
        Files.createDirectories(report.getParent());
        Files.write(report, lines);
    }
}
