package org.chartroom.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Reading;
import org.junit.jupiter.api.Assumptions;

/** Where tests find the OCR data and other people's test files, and a sink that remembers what it was given. */
public final class Workbench {
    private static final Path ROOT =
            Path.of(System.getProperty("chartroom.root", "..")).toAbsolutePath().normalize();

    private Workbench() {}

    /** The reader's home in the project's cache; skips the test where the OCR data has not been brought yet. */
    public static ReaderHome home() {
        Path cache = Path.of(
                System.getProperty("chartroom.cache", ROOT.resolve(".cache").toString()));
        Path tessdata = cache.resolve("tessdata");
        Assumptions.assumeTrue(
                Files.isRegularFile(tessdata.resolve("eng.traineddata")),
                "skipped: no OCR data in " + tessdata + "; ./chartroom fetch brings it");
        return new ReaderHome(cache.resolve("natives"), tessdata);
    }

    /** A folder of the corpus beside the project; skips the test where it is absent. */
    public static Path corpus(String folder) {
        List<Path> candidates = new ArrayList<>();
        Optional.ofNullable(System.getenv("CHARTROOM_SHARED")).map(Path::of).ifPresent(candidates::add);
        candidates.add(ROOT.resolve("../shared"));
        candidates.add(ROOT.resolve("../../shared"));
        Optional<Path> found = candidates.stream()
                .map(shared -> shared.resolve("corpus").resolve(folder).normalize())
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "skipped: no shared corpus beside the project");
        return found.orElseThrow();
    }

    /** Remembers everything. */
    public static final class Remembering implements ReadSink {
        public final List<FileFacts> facts = new ArrayList<>();
        public final List<PageRead> pages = new ArrayList<>();
        public final List<AttachmentRead> attachments = new ArrayList<>();

        @Override
        public void opened(FileFacts opened) {
            facts.add(opened);
        }

        @Override
        public void page(PageRead page) throws IOException {
            pages.add(page);
        }

        @Override
        public void attachment(AttachmentRead attachment) {
            attachments.add(attachment);
        }

        /** The readings' texts, pages separated by line ends. */
        public String text() {
            StringBuilder text = new StringBuilder();
            for (PageRead page : pages) {
                if (page.outcome() instanceof PageOutcome.Content(Reading reading)) {
                    text.append(reading.text()).append('\n');
                }
            }
            return text.toString();
        }
    }
}
