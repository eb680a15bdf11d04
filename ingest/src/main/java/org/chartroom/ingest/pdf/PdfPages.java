package org.chartroom.ingest.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.read.ScannedPageReader;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.models.text.PageProblem;

/**
 * PDF files. Each page decides for itself: its own text where that is visible, makes sense and covers what is drawn, else
 * what can be read off its picture.
 */
public final class PdfPages implements PageSource {
    /** Beyond this, what PDFBox unpacks goes to the spool folder. */
    private static final long SCRATCH_IN_MEMORY = 48L << 20;

    /** No page takes fewer bytes than this in a file, packed as tightly as may be. */
    private static final int SMALLEST_PAGE = 8;

    private final ScannedPageReader scans;

    /** Reads scanned pages with this reader. */
    public PdfPages(ScannedPageReader scans) {
        this.scans = scans;
    }

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.PDF);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        try (RandomAccessReadBufferedFile bytes = new RandomAccessReadBufferedFile(file);
                PDDocument document = open(bytes, request)) {
            int pages = document.getNumberOfPages();
            if (pages < 1) {
                return new FileOutcome.Failed(PageProblem.CORRUPT, "The PDF is damaged: no page of it could be found.");
            }
            if (pages > Math.max(1_000, bytes.length() / SMALLEST_PAGE)) {
                return new FileOutcome.Failed(
                        PageProblem.CORRUPT,
                        "The PDF is damaged: it says it has " + pages + " pages, more than its size can hold.");
            }
            sink.opened(new FileFacts(sniffed.mediaType(), sniffed.kind(), OptionalInt.of(pages)));
            int delivered = 0;
            PdfPageReader reader = new PdfPageReader(document, scans);
            OptionalInt page = request.pages().next(0);
            while (page.isPresent() && page.getAsInt() <= pages) {
                int number = page.getAsInt();
                sink.page(
                        number <= request.budgets().maxPagesPerFile()
                                ? reader.read(number, request)
                                : tooMany(number, request));
                delivered++;
                page = request.pages().next(number);
            }
            Optional<FileOutcome.Failed> stayed =
                    request.pages().inside() ? new EmbeddedFiles(document).deliver(request, sink) : Optional.empty();
            return stayed.isPresent() ? stayed.get() : new FileOutcome.Read(delivered);
        } catch (InvalidPasswordException e) {
            return new FileOutcome.Held(
                    PageProblem.ENCRYPTED,
                    request.password().isPresent()
                            ? "The password does not open this PDF. Give another one."
                            : "This PDF is protected by a password. Give the password to have it read.");
        } catch (OutOfMemoryError e) {
            return new FileOutcome.Failed(
                    PageProblem.TOO_LARGE, "The PDF needs more memory than a file may take. It is kept as it came.");
        } catch (PdfDamagedException e) {
            return new FileOutcome.Failed(
                    PageProblem.CORRUPT, "The PDF is damaged and could not be opened. It is kept as it came.");
        }
    }

    private static PageRead tooMany(int page, ReadRequest request) {
        return PageRead.rejected(
                page,
                new PageOutcome.Rejected(
                        PageProblem.TOO_LARGE,
                        "Only the first " + request.budgets().maxPagesPerFile() + " pages of a file are read."),
                0);
    }

    private static PDDocument open(RandomAccessReadBufferedFile bytes, ReadRequest request)
            throws InvalidPasswordException, PdfDamagedException {
        try {
            return Loader.loadPDF(
                    bytes,
                    request.password().orElse(""),
                    null,
                    null,
                    MemoryUsageSetting.setupMixed(SCRATCH_IN_MEMORY)
                            .setTempDir(request.spool().toFile())
                            .streamCache);
        } catch (InvalidPasswordException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new PdfDamagedException(e);
        }
    }
}
