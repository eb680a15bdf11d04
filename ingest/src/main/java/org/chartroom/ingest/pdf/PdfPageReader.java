package org.chartroom.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.Deadline;
import org.chartroom.ingest.DeadlineException;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.barcode.PagePlace;
import org.chartroom.ingest.barcode.SeparatorSheet;
import org.chartroom.ingest.image.Decoded;
import org.chartroom.ingest.image.KeptImage;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.PageImages;
import org.chartroom.ingest.read.ScannedPageReader;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;

/** Reads the pages of one open PDF. */
final class PdfPageReader {
    /** What OCR reads best. */
    private static final double SCAN_DPI = 300;

    /** Below this no letter can be told from another. */
    private static final double WORST_DPI = 50;

    /** A drawing of more pixels than this, a sheet of A3 at 300 dpi, costs more memory than it gives sharpness. */
    private static final long ENOUGH_PIXELS = 18_000_000L;

    private final PDDocument document;
    private final BoundedRenderer renderer;
    private final ScannedPageReader scans;

    PdfPageReader(PDDocument document, ScannedPageReader scans) {
        this.document = document;
        this.renderer = new BoundedRenderer(document);
        this.scans = scans;
    }

    /** Reads one page, numbered from 1. Only the spool folder's failures are thrown. */
    PageRead read(int page, ReadRequest request) throws IOException {
        long started = System.nanoTime();
        Deadline deadline = Deadline.in(request.budgets().perPage());
        Decoded scan;
        List<StepNote> notes = new ArrayList<>();
        try {
            Optional<Double> dpi = affordable(page, SCAN_DPI, request);
            if (dpi.isEmpty()) {
                return rejected(page, PageProblem.TOO_LARGE, "Page " + page + " is larger than can be drawn.", started);
            }
            double shownDpi = Math.min(dpi.get(), Drawn.DPI);
            TextLayer layer = layer(page, shownDpi, deadline, notes);
            if (layer.letters() > 0 && layer.sane()) {
                try (PageBitmap shown = draw(page, shownDpi, deadline)) {
                    Drawn drawn = new Drawn(shown);
                    List<Word> words = drawn.visible(layer.words());
                    if (!words.isEmpty() && drawn.covers(words)) {
                        notes.add(new StepNote("text layer", "taken", words.size()));
                        return fromLayer(page, shown, words, layer.turn(), notes, request, started);
                    }
                    notes.add(new StepNote("text layer", "not taken: it is not what is seen", words.size()));
                }
            } else {
                String why = layer.letters() == 0 ? "none" : "not taken: it makes no sense";
                notes.add(new StepNote("text layer", why, layer.letters()));
            }
            PageBitmap drawn = draw(page, dpi.get(), deadline);
            scan = new Decoded(drawn, renderer.failures() > 0, 0);
        } catch (DeadlineException e) {
            return rejected(page, PageProblem.TIMEOUT, "Drawing page " + page + " took too long.", started);
        } catch (OutOfMemoryError e) {
            // One huge allocation was refused; what was drawn so far is garbage by now and the next page is fine.
            return rejected(
                    page, PageProblem.TOO_LARGE, "Page " + page + " needs more memory than a page may take.", started);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return rejected(page, PageProblem.CORRUPT, "Page " + page + " is damaged and could not be drawn.", started);
        }
        PageRead read = scans.read(page, scan, request, started);
        notes.addAll(read.steps());
        return new PageRead(
                page,
                read.outcome(),
                read.geometry(),
                read.image(),
                read.thumbnail(),
                read.barcodes(),
                notes,
                read.elapsedMs());
    }

    /** A broken text layer is no reason not to look at the page. */
    private TextLayer layer(int page, double dpi, Deadline deadline, List<StepNote> notes) {
        try {
            return PdfTextLayer.of(document, page - 1, dpi, deadline);
        } catch (DeadlineException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            notes.add(new StepNote("text layer", "damaged", 0));
            return new TextLayer(List.of(), 0, 0);
        }
    }

    private PageBitmap draw(int page, double dpi, Deadline deadline) throws IOException {
        return PageBitmap.of(renderer.render(page - 1, dpi, deadline), dpi, dpi);
    }

    /** The resolution to draw the page at, at most that which is wanted; empty when it is too large for any. */
    private Optional<Double> affordable(int page, double wanted, ReadRequest request) {
        PDRectangle box = document.getPage(page - 1).getCropBox();
        double squareInches = Math.max(box.getWidth(), 1) / 72.0 * Math.max(box.getHeight(), 1) / 72.0;
        long pixels = Math.min(ENOUGH_PIXELS, request.budgets().maxPixelsPerPage());
        double dpi = Math.min(wanted, Math.sqrt(pixels / squareInches));
        return dpi >= WORST_DPI ? Optional.of(dpi) : Optional.empty();
    }

    private PageRead fromLayer(
            int page,
            PageBitmap shown,
            List<Word> words,
            int turn,
            List<StepNote> notes,
            ReadRequest request,
            long started)
            throws IOException {
        List<Word> placed = turn == 0 ? words : turned(words, turn, shown.width(), shown.height());
        SeparatorSheet.Seen seen = scans.seenOn(shown);
        KeptImage kept;
        List<Barcode> barcodes;
        try (PageBitmap upright = shown.turned(turn / 90)) {
            kept = PageImages.keep(upright, request.spool(), page, turn, 0);
            barcodes = new PagePlace(shown.width(), shown.height(), 0)
                    .moved(seen.barcodes(), new PagePlace(upright.width(), upright.height(), turn));
        }
        PageOutcome outcome = seen.separator().isPresent()
                ? new PageOutcome.Separator(seen.separator().get())
                : new PageOutcome.Content(new Reading.Complete(TextLayer.text(placed), placed, 1));
        return new PageRead(
                page,
                outcome,
                Optional.of(kept.geometry()),
                Optional.of(kept.image()),
                Optional.of(kept.thumbnail()),
                barcodes,
                notes,
                (System.nanoTime() - started) / 1_000_000);
    }

    private static List<Word> turned(List<Word> words, int turn, int width, int height) {
        return words.stream()
                .map(word -> {
                    Box box = word.box();
                    Box place = switch (turn) {
                        case 90 -> new Box(height - box.y() - box.height(), box.x(), box.height(), box.width());
                        case 180 ->
                            new Box(
                                    width - box.x() - box.width(),
                                    height - box.y() - box.height(),
                                    box.width(),
                                    box.height());
                        default -> new Box(box.y(), width - box.x() - box.width(), box.height(), box.width());
                    };
                    return new Word(word.text(), place, word.confidence(), word.line());
                })
                .toList();
    }

    private static PageRead rejected(int page, PageProblem problem, String detail, long started) {
        return PageRead.rejected(
                page, new PageOutcome.Rejected(problem, detail), (System.nanoTime() - started) / 1_000_000);
    }
}
