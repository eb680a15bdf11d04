package org.chartroom.ingest.read;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.barcode.PagePlace;
import org.chartroom.ingest.barcode.SeparatorSheet;
import org.chartroom.ingest.image.BlackEdges;
import org.chartroom.ingest.image.Decoded;
import org.chartroom.ingest.image.Deskew;
import org.chartroom.ingest.image.EvenPaper;
import org.chartroom.ingest.image.FaintMarks;
import org.chartroom.ingest.image.FlatPaper;
import org.chartroom.ingest.image.Ink;
import org.chartroom.ingest.image.InverseText;
import org.chartroom.ingest.image.KeptImage;
import org.chartroom.ingest.image.LoneSpecks;
import org.chartroom.ingest.image.LostRows;
import org.chartroom.ingest.image.Marks;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.image.PageImages;
import org.chartroom.ingest.image.PageStep;
import org.chartroom.ingest.image.RuledLines;
import org.chartroom.ingest.image.SaneResolution;
import org.chartroom.ingest.image.SquarePixels;
import org.chartroom.ingest.image.Stepped;
import org.chartroom.ingest.image.TurnLevel;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;

/**
 * The way of one page from pixels to its outcome: cleaned up step by step, known for blank or for a separator sheet, read,
 * judged, and kept as an upright image. Not safe for use by several threads.
 */
public final class ScannedPageReader {
    private final TesseractReader reader;
    private final List<PageStep> shape;
    private final List<PageStep> cleaning;
    private final List<PageStep> evening;
    private final List<PageStep> direction;
    private final List<PageStep> straightening;
    private final List<PageStep> finishing;
    private final SeparatorSheet separators = new SeparatorSheet();

    /** Reads with this engine, which stays the caller's to close. */
    public ScannedPageReader(TesseractReader reader) {
        this.reader = reader;
        this.shape = List.of(new SaneResolution(), new SquarePixels());
        this.cleaning = List.of(new LostRows(), new LoneSpecks(), new BlackEdges());
        this.evening = List.of(new InverseText(), new EvenPaper());
        this.direction = List.of(new TurnLevel(), new Deskew(), new TurnUpright(reader));
        this.straightening = List.of(new Deskew());
        // Lines tell how a page leans: they go last.
        this.finishing = List.of(new RuledLines());
    }

    /**
     * Reads one page and writes its image to the request's spool folder.
     *
     * @param sourcePage from 1
     * @param decoded the page; closed on return
     * @param started {@link System#nanoTime()} when work on the page began
     * @throws IOException when the spool folder cannot take the image
     */
    public PageRead read(int sourcePage, Decoded decoded, ReadRequest request, long started) throws IOException {
        try (Progress page = new Progress(decoded)) {
            page.shaped(shape);
            try (Marks marks = Marks.of(page.bitmap)) {
                return page.done(
                        sourcePage, outcome(page, marks, sourcePage, decoded, request, started), request, started);
            }
        }
    }

    private PageOutcome outcome(
            Progress page, Marks marks, int sourcePage, Decoded decoded, ReadRequest request, long started) {
        page.see(seenOn(page.bitmap));
        if (page.seen.separator().isPresent()) {
            return new PageOutcome.Separator(page.seen.separator().get());
        }
        double ink = marks.share();
        boolean something = marks.any() || !page.seen.barcodes().isEmpty();
        page.notes.add(new StepNote("ink", something ? "something" : "nothing", ink));
        if (!something) {
            return nothingOn(decoded, ink);
        }
        if (!request.settings().words().isEmpty()) {
            page.notes.add(new StepNote("settings", request.settings().words(), 0));
        }
        boolean clear = switch (request.settings().clearing()) {
            case CLEARED -> true;
            case AS_IT_IS -> false;
        };
        if (clear) {
            page.cleared(cleaning);
            page.cleared(List.of(new FaintMarks(marks)));
            page.cleared(evening);
        }
        Optional<Integer> standing = Optional.ofNullable(request.standing().get(sourcePage));
        if (standing.isPresent()) {
            page.stood(standing.get());
            page.turned(straightening);
        } else {
            page.turned(direction);
        }
        if (clear) {
            page.flattened();
            page.cleared(finishing);
        }
        Duration limit = request.budgets().perPage().minusNanos(System.nanoTime() - started);
        if (!limit.isPositive()) {
            return new PageOutcome.Content(tooSlow());
        }
        SideRead read = reader.read(page.bitmap, page.copy, request.settings(), limit);
        if (System.nanoTime() - started >= request.budgets().perPage().toNanos()) {
            return new PageOutcome.Content(tooSlow());
        }
        return switch (read) {
            case SideRead.OtherSideOnly behind -> {
                page.notes.add(new StepNote("show-through", "only the print of the other side", ink));
                yield new PageOutcome.Blank(ink);
            }
            case SideRead.ThisSide side -> {
                page.notes.add(side.note());
                boolean blank = !marks.sizable() && page.seen.barcodes().isEmpty() && !anyWord(side.words());
                yield blank
                        ? nothingOn(decoded, ink)
                        : new PageOutcome.Content(Judgement.of(side.words(), decoded.damaged()));
            }
        };
    }

    /** The barcodes of a page that need not be read, and whether it is a separator sheet. */
    public SeparatorSheet.Seen seenOn(PageBitmap page) {
        return separators.on(page, Ink.share(page));
    }

    /** A damaged page that shows nothing may have had something on it. */
    private static PageOutcome nothingOn(Decoded decoded, double ink) {
        return decoded.damaged()
                ? new PageOutcome.Content(new Reading.Unreadable(
                        PageProblem.CORRUPT, "The page is damaged: nothing of what was on it could be shown."))
                : new PageOutcome.Blank(ink);
    }

    private static Reading tooSlow() {
        return new Reading.Unreadable(
                PageProblem.TIMEOUT, "Reading this page took longer than its time budget; read it again by itself.");
    }

    private static boolean anyWord(List<Word> words) {
        return words.stream()
                .anyMatch(word -> word.confidence() >= 0.4
                        && word.text()
                                        .codePoints()
                                        .filter(Character::isLetterOrDigit)
                                        .count()
                                >= 2);
    }

    /**
     * The page as people see it, and the copy that is read: cleared of what disturbs reading but no person, and turned
     * alike. Closes what it replaces.
     */
    private static final class Progress implements AutoCloseable {
        private final List<StepNote> notes = new ArrayList<>();
        private PageBitmap bitmap;
        private PageBitmap copy;
        private int rotation;
        private double skewDegrees;
        private SeparatorSheet.Seen seen = new SeparatorSheet.Seen(List.of(), Optional.empty());
        private PagePlace seenAt = new PagePlace(0, 0, 0);

        Progress(Decoded decoded) {
            this.bitmap = decoded.page();
            this.copy = bitmap;
            this.rotation = decoded.turned();
            if (decoded.turned() != 0) {
                notes.add(new StepNote("file's orientation", "turned as the file says", decoded.turned()));
            }
        }

        /** Before there is a copy: the page itself. */
        void shaped(List<PageStep> steps) {
            for (PageStep step : steps) {
                show(noted(step, bitmap).page());
                copy = bitmap;
            }
        }

        void cleared(List<PageStep> steps) {
            for (PageStep step : steps) {
                read(noted(step, copy).page());
            }
        }

        /** As the copy shows that it must be turned, both are. */
        void turned(List<PageStep> steps) {
            for (PageStep step : steps) {
                Stepped stepped = noted(step, copy);
                if (stepped.page() == copy) {
                    continue;
                }
                if (copy == bitmap) {
                    show(stepped.page());
                    copy = bitmap;
                } else {
                    read(stepped.page());
                    show(
                            stepped.turned() != 0
                                    ? bitmap.turned(stepped.turned() / 90)
                                    : bitmap.turnedBy(-stepped.skewDegrees()));
                }
                rotation = (rotation + stepped.turned()) % 360;
                skewDegrees += stepped.skewDegrees();
            }
        }

        /** Where the paper did not lie flat, the page people see and the copy are bent straight alike. */
        void flattened() {
            FlatPaper.Flattened flat =
                    FlatPaper.apply(copy, bitmap, Letters.of(copy).height());
            notes.add(new StepNote(flat.name(), flat.decision(), flat.bend()));
            read(flat.copy());
            show(flat.page());
        }

        /** Turned as people have stood it. */
        void stood(int degrees) {
            int quarters = Math.floorMod(degrees - rotation, 360) / 90;
            if (quarters != 0) {
                PageBitmap turned = bitmap.turned(quarters);
                if (copy == bitmap) {
                    copy = turned;
                } else {
                    read(copy.turned(quarters));
                }
                show(turned);
            }
            rotation = degrees;
            notes.add(new StepNote("standing", "as people have stood it", degrees));
        }

        private Stepped noted(PageStep step, PageBitmap page) {
            Stepped stepped = step.apply(page);
            notes.add(new StepNote(step.name(), stepped.decision(), stepped.value()));
            return stepped;
        }

        private void show(PageBitmap next) {
            if (next != bitmap) {
                bitmap.close();
                bitmap = next;
            }
        }

        private void read(PageBitmap next) {
            if (next != copy) {
                if (copy != bitmap) {
                    copy.close();
                }
                copy = next;
            }
        }

        void see(SeparatorSheet.Seen barcodes) {
            seen = barcodes;
            seenAt = place();
        }

        private PagePlace place() {
            return new PagePlace(bitmap.width(), bitmap.height(), rotation - skewDegrees);
        }

        PageRead done(int sourcePage, PageOutcome outcome, ReadRequest request, long started) throws IOException {
            KeptImage kept = PageImages.keep(bitmap, request.spool(), sourcePage, rotation, skewDegrees);
            return new PageRead(
                    sourcePage,
                    outcome,
                    Optional.of(kept.geometry()),
                    Optional.of(kept.image()),
                    Optional.of(kept.thumbnail()),
                    seenAt.moved(seen.barcodes(), place()),
                    notes,
                    (System.nanoTime() - started) / 1_000_000);
        }

        @Override
        public void close() {
            if (copy != bitmap) {
                copy.close();
            }
            bitmap.close();
        }
    }
}
