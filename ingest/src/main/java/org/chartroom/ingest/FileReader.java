package org.chartroom.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.chartroom.ingest.archive.ArchivePages;
import org.chartroom.ingest.mail.MailPages;
import org.chartroom.ingest.office.OfficePages;
import org.chartroom.ingest.office.TextPages;
import org.chartroom.ingest.pdf.PdfPages;
import org.chartroom.ingest.read.ImagePages;
import org.chartroom.ingest.read.OcrDataMissingException;
import org.chartroom.ingest.read.ScannedPageReader;
import org.chartroom.ingest.read.TesseractReader;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.models.text.PageProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files of every kind, one at a time, in a process that may be thrown away: it runs foreign bytes through native
 * code. Not safe for use by several threads; may be called again and again, and is faster from the second file on.
 */
public final class FileReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileReader.class);

    private final ContentSniffer sniffer;
    private final Map<FileKind, PageSource> sources;

    /**
     * A reader over these sources, which it closes with itself.
     *
     * @throws IllegalArgumentException when two sources want the same kind
     */
    public FileReader(ContentSniffer sniffer, List<PageSource> sources) {
        this.sniffer = sniffer;
        this.sources = new EnumMap<>(FileKind.class);
        for (PageSource source : sources) {
            for (FileKind kind : source.kinds()) {
                if (this.sources.put(kind, source) != null) {
                    throw new IllegalArgumentException("two sources read files of the kind " + kind);
                }
            }
        }
    }

    /**
     * A reader with everything built in: images, PDF, e-mail, office documents, text, web pages and archives.
     *
     * @throws RuntimeException with a message that says what to do, when the OCR engine cannot be loaded
     */
    public static FileReader open(ReaderHome home) {
        TesseractReader tesseract = new TesseractReader(home);
        ScannedPageReader scans = new ScannedPageReader(tesseract);
        return new FileReader(
                new ContentSniffer(),
                List.of(
                        new ImagePages(scans, tesseract),
                        new PdfPages(scans),
                        new MailPages(),
                        new OfficePages(),
                        new TextPages(),
                        new ArchivePages()));
    }

    /**
     * Reads a file and delivers its pages to the sink.
     *
     * @param file a regular file that nobody writes to meanwhile; not changed, and closed on return
     * @return what became of it; nothing that is wrong with the file is thrown
     * @throws IOException when the file cannot be opened, or the sink or the spool folder fails
     */
    public FileOutcome read(Path file, ReadRequest request, ReadSink sink) throws IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            return new FileOutcome.Failed(PageProblem.EMPTY, "The file is empty.");
        }
        if (bytes > request.budgets().maxBytes()) {
            return new FileOutcome.Failed(
                    PageProblem.TOO_LARGE,
                    "The file has " + bytes + " bytes; at most "
                            + request.budgets().maxBytes() + " are read. It is kept as it came.");
        }
        Sniffed sniffed = sniffer.sniff(file);
        return switch (sniffed.kind()) {
            case EMPTY -> new FileOutcome.Failed(PageProblem.EMPTY, "The file is empty.");
            case AUDIO -> new FileOutcome.Audio(sniffed.mediaType());
            case PDF, IMAGE, MAIL, OFFICE, TEXT, HTML, ARCHIVE, UNKNOWN -> readPages(file, sniffed, request, sink);
        };
    }

    private FileOutcome readPages(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        PageSource source = sources.get(sniffed.kind());
        if (source == null) {
            return new FileOutcome.Failed(
                    PageProblem.UNSUPPORTED, "Files of the type " + sniffed.mediaType() + " are kept but not read.");
        }
        try {
            return source.read(file, sniffed, request, sink);
        } catch (OcrDataMissingException e) {
            return new FileOutcome.Failed(PageProblem.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // Decoders throw anything at all on bytes made to break them. An OutOfMemoryError is let through: this
            // process is then no longer to be trusted and its owner replaces it.
            log.warn(
                    "A decoder for {} failed with {}",
                    sniffed.mediaType(),
                    e.getClass().getName());
            return new FileOutcome.Failed(
                    PageProblem.CORRUPT,
                    "The file is damaged: its " + sniffed.mediaType() + " content could not be decoded.");
        }
    }

    @Override
    public void close() {
        for (PageSource source : List.copyOf(new LinkedHashSet<>(sources.values()))) {
            source.close();
        }
    }
}
