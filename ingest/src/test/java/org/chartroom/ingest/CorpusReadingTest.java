package org.chartroom.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.ErrorRates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads other people's scans whose true text is known, and holds the error rates against plain Tesseract's. */
@Tag("long")
class CorpusReadingTest {
    @Test
    void readsOtherPeoplesScansBetterThanPlainTesseract(@TempDir Path folder) throws IOException {
        Path scans = Workbench.corpus("scans");
        ReaderHome home = Workbench.home();
        Map<String, double[]> baseline = baseline(scans.resolveSibling("baseline.tsv"));
        List<String> table = new ArrayList<>();
        double ours = 0;
        double floor = 0;
        int compared = 0;
        String only = System.getProperty("only", "");
        try (FileReader reader = FileReader.open(home);
                var truths = Files.list(scans.resolve("truth"))) {
            for (Path truth : truths.sorted().toList()) {
                String name = truth.getFileName().toString().replaceFirst("\\.txt$", "");
                if (!name.contains(only)) {
                    continue;
                }
                Path spool = Files.createDirectory(folder.resolve(name));
                Workbench.Remembering sink = new Workbench.Remembering();
                long started = System.nanoTime();
                FileOutcome outcome = reader.read(scans.resolve(name), ReadRequest.of(name, spool), sink);
                long ms = (System.nanoTime() - started) / 1_000_000;
                ErrorRates rates = ErrorRates.of(Files.readString(truth), sink.text());
                double[] plain = baseline.get("scans/" + name);
                table.add(String.format(
                        Locale.ROOT,
                        "%-52s cer %.4f wer %.4f plain %.4f psm1 %.4f  %5d ms  %s %s",
                        name,
                        rates.characters(),
                        rates.words(),
                        plain == null ? -1 : plain[0],
                        plain == null ? -1 : plain[1],
                        ms,
                        outcome,
                        sink.pages.stream().map(CorpusReadingTest::summary).toList()));
                if (!only.isEmpty()) {
                    table.add(sink.text());
                }
                if (plain != null) {
                    ours += Math.min(1, rates.words());
                    floor += Math.min(1, Math.min(plain[0], plain[1]));
                    compared++;
                }
                try (var files = Files.list(spool)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
        table.add(String.format(
                Locale.ROOT, "mean WER %.4f against %.4f over %d files", ours / compared, floor / compared, compared));
        Path report = Path.of("target", "corpus-reading.txt");
        Files.createDirectories(report.getParent());
        Files.write(report, table);
        assertThat(ours / compared).as(() -> "see " + report).isLessThanOrEqualTo(floor / compared);
    }

    private static String summary(PageRead page) {
        StringBuilder text = new StringBuilder();
        text.append(page.outcome().getClass().getSimpleName())
                .append(' ')
                .append(page.elapsedMs())
                .append("ms");
        if (page.outcome() instanceof PageOutcome.Content(var reading)) {
            text.append(' ').append(reading.getClass().getSimpleName());
            text.append(String.format(Locale.ROOT, " %.2f", reading.confidence()));
        }
        for (StepNote note : page.steps()) {
            text.append(String.format(Locale.ROOT, " | %s: %s %.5f", note.step(), note.decision(), note.value()));
        }
        return text.toString();
    }

    private static Map<String, double[]> baseline(Path file) throws IOException {
        Map<String, double[]> rates = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t");
            if (cells.length > 8 && cells[1].equals("tesseract") && !cells[6].isBlank() && !cells[5].isBlank()) {
                try {
                    rates.put(cells[0], new double[] {
                        Double.parseDouble(cells[6]), cells[9].isBlank() ? 9 : Double.parseDouble(cells[9])
                    });
                } catch (NumberFormatException e) {
                    // A row of notes.
                    continue;
                }
            }
        }
        return rates;
    }
}
