package org.chartroom.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.image.Decoded;
import org.chartroom.ingest.image.ImageFile;
import org.chartroom.ingest.image.UndecodableException;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.models.text.PageProblem;

/** Scans, faxes and photos: image files of one page or many. */
public final class ImagePages implements PageSource {
    private final ScannedPageReader pages;
    private final TesseractReader engine;

    /** Reads pages with this reader, and closes the engine under it with itself. */
    public ImagePages(ScannedPageReader pages, TesseractReader engine) {
        this.pages = pages;
        this.engine = engine;
    }

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.IMAGE);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        try (ImageFile image = ImageFile.open(file, sniffed.mediaType(), request.budgets())) {
            OptionalInt count = image.pages();
            if (count.isEmpty() && !image.has(1)) {
                return new FileOutcome.Failed(
                        PageProblem.CORRUPT, "The image is damaged: no page of it could be found.");
            }
            sink.opened(new FileFacts(sniffed.mediaType(), sniffed.kind(), count));
            int delivered = 0;
            OptionalInt page = request.pages().next(0);
            while (page.isPresent()
                    && (count.isPresent() ? page.getAsInt() <= count.getAsInt() : image.has(page.getAsInt()))) {
                sink.page(read(image, page.getAsInt(), request));
                delivered++;
                page = request.pages().next(page.getAsInt());
            }
            return new FileOutcome.Read(delivered);
        } catch (UndecodableException e) {
            return new FileOutcome.Failed(e.problem(), e.detail());
        }
    }

    private PageRead read(ImageFile image, int page, ReadRequest request) throws IOException {
        long started = System.nanoTime();
        if (page > request.budgets().maxPagesPerFile()) {
            return PageRead.rejected(
                    page,
                    new PageOutcome.Rejected(
                            PageProblem.TOO_LARGE,
                            "Only the first " + request.budgets().maxPagesPerFile() + " pages of a file are read."),
                    0);
        }
        Decoded decoded;
        try {
            decoded = image.page(page);
        } catch (UndecodableException e) {
            return PageRead.rejected(
                    page, new PageOutcome.Rejected(e.problem(), e.detail()), (System.nanoTime() - started) / 1_000_000);
        }
        return pages.read(page, decoded, request, started);
    }

    @Override
    public void close() {
        engine.close();
    }
}
