package org.chartroom.ingest.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import org.chartroom.ingest.Deadline;
import org.chartroom.ingest.ReaderHome;
import org.chartroom.ingest.image.Marks;
import org.chartroom.ingest.image.OtherSide;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.natives.NativeLibraries;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.Word;

/**
 * Reads words off page images with Tesseract. Starts an engine at the first page of a language and keeps it warm. Not safe
 * for use by several threads: each reading thread, or process, has its own.
 */
public final class TesseractReader implements AutoCloseable {
    private static final List<String> GLANCE = List.of("eng");

    /** Of a word that is looked at by itself, px. */
    private static final double WORD_HEIGHT = 48;

    /** Paper left about what is written, as a part of the page's long side. */
    private static final int WRITTEN_MARGIN = 30;

    /** When what is written takes up less than this share of the page, the rest is left out. */
    private static final double MUCH_LESS = 0.7;

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A page read less surely than this is worth another try. */
    private static final double SURELY_READ = 0.9;

    /** Print read less surely than this at first may be seen from the wrong side. */
    private static final double MAKES_NO_SENSE = 0.7;

    /** Print that is read this surely in a mirror, and better than from this side, is that of the other side. */
    private static final double IN_MIRROR = 0.6;

    private static final double CLEARLY_BETTER = 1.5;

    /** Times the contrast of what shows through, what is on this side has more. */
    private static final double CLEARLY_DARKER = 1.6;

    /** Letters higher than this, px of a page of 2,200, are not seen as letters. */
    private static final int LARGE = 120;

    private static final double TRIED_HEIGHT = 40;

    private static final int MANY = 20_000;

    /** More of the letters than this left unread is worth another try, too. */
    private static final double MUCH = 0.06;

    private final Path tessdata;
    private final Map<List<String>, TesseractEngine> engines = new HashMap<>();

    /** A reader over the native libraries and OCR data of this machine; nothing is loaded that cannot be. */
    public TesseractReader(ReaderHome home) {
        NativeLibraries.load(home.natives());
        this.tessdata = home.tessdata();
    }

    /**
     * What is on an upright page: words in reading order, boxes in its px.
     *
     * @param page as it came
     * @param cleared the same page made ready for reading, of the same size; may be the same object
     * @param settings in which languages, and how the text lies
     * @param limit after which it gives up with what it has
     * @throws OcrDataMissingException when data of a language is missing or damaged
     */
    public SideRead read(PageBitmap page, PageBitmap cleared, ReadSettings settings, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        List<String> languages = settings.languages();
        Letters letters = Letters.of(cleared);
        Optional<Seen> seen = readPage(page, cleared, letters, settings, deadline);
        if (seen.isEmpty()) {
            return new SideRead.OtherSideOnly();
        }
        DoubtfulNumbers.Look look =
                box -> deadline.passed() ? Optional.empty() : readWord(cleared, box, languages, Deadline.in(LOOK));
        List<Line> whole = UnreadPlaces.found(seen.get().lines(), seen.get().letters(), look);
        List<Line> rows = Rows.inOrder(whole);
        List<Line> spaced = LostSpaces.found(cleared, Uprights.settled(Judgement.withoutNoise(rows)), look);
        List<Line> marked = Handwriting.marked(spaced, seen.get().letters());
        PostalCodes.Mended mended = PostalCodes.mended(DoubtfulNumbers.readAgain(Line.words(marked), look));
        return new SideRead.ThisSide(mended.words(), mended.note());
    }

    /**
     * What was read, and the letters of this side that were there to be read.
     *
     * @param letters without those of the other side
     */
    private record Seen(List<Line> lines, Letters letters) {}

    /** More tries with other settings while the page is not read surely, or not wholly, and there is time for one. */
    private Optional<Seen> readPage(
            PageBitmap page, PageBitmap cleared, Letters letters, ReadSettings settings, Deadline deadline) {
        List<Word> boxes = CheckBoxes.on(cleared, letters.height());
        if (boxes.isEmpty()) {
            return readText(page, cleared, letters, settings, deadline);
        }
        // A box is no letter, and what is read for one takes its neighbours with it.
        List<Box> places = boxes.stream().map(Word::box).toList();
        try (PageBitmap text = cleared.without(places);
                PageBitmap uncleared = page.without(places)) {
            return readText(uncleared, text, letters, settings, deadline).map(seen -> {
                List<Line> all = new ArrayList<>(seen.lines());
                boxes.forEach(box -> all.add(new Line(0, List.of(box))));
                return new Seen(all, seen.letters());
            });
        }
    }

    private Optional<Seen> readText(
            PageBitmap page, PageBitmap cleared, Letters letters, ReadSettings settings, Deadline deadline) {
        List<String> languages = settings.languages();
        int first = segmentation(settings.layout());
        double scale = scaleFor(letters.height());
        long started = System.nanoTime();
        List<Line> lines = tried(cleared, scale, first, languages, deadline);
        long took = System.nanoTime() - started;
        if (sureness(lines) < MAKES_NO_SENSE) {
            List<Box> mirrored = linesInMirror(cleared, Line.words(lines));
            if (!mirrored.isEmpty()) {
                return readThisSide(page, cleared, letters, OtherSide.at(page, mirrored), settings, deadline);
            }
        }
        boolean asOneBlock = first == TessPageSegMode.PSM_SINGLE_BLOCK;
        if (!asOneBlock && letters.unread(lines) > MUCH && deadline.leaves(2 * took)) {
            // Layout analysis took text for a picture, or tore it apart: as one block it is held together.
            lines = Combined.of(lines, tried(cleared, scale, TessPageSegMode.PSM_SINGLE_BLOCK, languages, deadline));
            asOneBlock = true;
        }
        if (sureness(lines) < SURELY_READ && deadline.leaves(2 * took)) {
            // The page as it came, or in another size, shows other words well than the cleared one.
            double other = scale == 1 && page == cleared ? 1.4 : 1;
            lines = Combined.of(lines, tried(page, other, TessPageSegMode.PSM_AUTO, languages, deadline));
        }
        if (!asOneBlock && sureness(lines) < Judgement.SURE_ENOUGH && deadline.leaves(2 * took)) {
            lines = Combined.of(lines, tried(cleared, scale, TessPageSegMode.PSM_SINGLE_BLOCK, languages, deadline));
        }
        return Optional.of(new Seen(lines.isEmpty() ? largePrint(cleared, languages, deadline) : lines, letters));
    }

    /** What is written so large, on a door plate or a title sheet, that it is taken for a drawing. */
    private List<Line> largePrint(PageBitmap page, List<String> languages, Deadline deadline) {
        double scale;
        try (PageBitmap shapes = page.shapes()) {
            int height = shapes.shapeBoxes(MANY).stream()
                    .mapToInt(Box::height)
                    .filter(px -> px >= LARGE && px < 0.6 * shapes.height())
                    .max()
                    .orElse(0);
            scale = height == 0 ? 0 : TRIED_HEIGHT / height * shapes.height() / page.height();
        }
        return scale == 0
                ? List.of()
                : tried(page, scale, TessPageSegMode.PSM_SPARSE_TEXT, languages, deadline).stream()
                        .filter(line -> sureness(List.of(line)) >= Judgement.SURE_ENOUGH)
                        .toList();
    }

    private static int segmentation(ReadSettings.Layout layout) {
        return switch (layout) {
            case AUTOMATIC -> TessPageSegMode.PSM_AUTO;
            case FORM -> TessPageSegMode.PSM_SINGLE_BLOCK;
            case SCATTERED -> TessPageSegMode.PSM_SPARSE_TEXT;
        };
    }

    private List<Line> tried(
            PageBitmap page, double scale, int segmentation, List<String> languages, Deadline deadline) {
        return SplitNumbers.joined(Judgement.withoutSpecks(readScaled(page, scale, segmentation, languages, deadline)));
    }

    private static double sureness(List<Line> lines) {
        return Judgement.sureness(Line.words(lines));
    }

    /** Letters are wanted about 30 px high; smaller ones are read from an enlarged copy, much larger ones from a reduced. */
    private static double scaleFor(double letterHeight) {
        if (letterHeight == 0) {
            return 1;
        }
        return letterHeight >= 55 ? 32 / letterHeight : letterHeight >= 26 ? 1 : Math.min(3, 30 / letterHeight);
    }

    /** Of a page with little on it only the written part is read: enlarging and searching white paper takes as long as print. */
    private List<Line> readScaled(
            PageBitmap page, double scale, int segmentation, List<String> languages, Deadline deadline) {
        int margin = Math.max(page.width(), page.height()) / WRITTEN_MARGIN;
        Optional<Box> part =
                page.bounds().map(bounds -> withMargin(bounds, margin, page)).filter(box -> isMuchLess(box, page));
        if (part.isEmpty()) {
            return readWhole(page, scale, segmentation, languages, deadline);
        }
        try (PageBitmap cut = page.clip(part.get())) {
            return readWhole(cut, scale, segmentation, languages, deadline).stream()
                    .map(line -> line.moved(part.get().x(), part.get().y()))
                    .toList();
        }
    }

    private static Box withMargin(Box bounds, int margin, PageBitmap page) {
        int x = Math.max(0, bounds.x() - margin);
        int y = Math.max(0, bounds.y() - margin);
        return new Box(
                x,
                y,
                Math.min(page.width(), bounds.x() + bounds.width() + margin) - x,
                Math.min(page.height(), bounds.y() + bounds.height() + margin) - y);
    }

    private static boolean isMuchLess(Box part, PageBitmap page) {
        return (double) part.width() * part.height() < MUCH_LESS * page.width() * page.height();
    }

    private List<Line> readWhole(
            PageBitmap page, double scale, int segmentation, List<String> languages, Deadline deadline) {
        TesseractEngine engine = engine(languages);
        if (scale == 1) {
            try (PageBitmap seen = page.depth() == 32 ? page.gray() : page.withDpi(page.xDpi(), page.yDpi())) {
                return engine.read(seen.pix(), (int) seen.yDpi(), segmentation, deadline.left());
            }
        }
        try (PageBitmap gray = page.gray();
                PageBitmap sized = gray.scaled(scale, scale);
                PageBitmap seen = scale > 1 ? sized.smoothed() : sized.withDpi(sized.xDpi(), sized.yDpi())) {
            List<Line> lines = new ArrayList<>();
            for (Line line : engine.read(seen.pix(), (int) seen.yDpi(), segmentation, deadline.left())) {
                lines.add(new Line(
                        line.block(),
                        line.words().stream()
                                .map(word -> new Word(
                                        word.text(), shrink(word.box(), scale), word.confidence(), word.line()))
                                .toList()));
            }
            return lines;
        }
    }

    /** What lies in the box, read as one word from a copy that is larger than the page is read from. */
    private Optional<Word> readWord(PageBitmap page, Box box, List<String> languages, Deadline deadline) {
        Box part = withMargin(box, Math.max(3, box.height() / 4), page);
        try (PageBitmap cut = page.clip(part)) {
            double scale = Math.clamp(WORD_HEIGHT / Math.max(1, box.height()), 1, 4);
            List<Word> read = Line.words(readWhole(cut, scale, TessPageSegMode.PSM_SINGLE_WORD, languages, deadline));
            return read.size() == 1 ? Optional.of(read.getFirst()) : Optional.empty();
        }
    }

    private static Box shrink(Box box, double scale) {
        int x = (int) (box.x() / scale);
        int y = (int) (box.y() / scale);
        return new Box(
                x,
                y,
                (int) Math.ceil((box.x() + box.width()) / scale) - x,
                (int) Math.ceil((box.y() + box.height()) / scale) - y);
    }

    /** The words of a page at first sight, in English letters, for finding out whether it makes sense this way up. */
    List<Word> glance(PageBitmap page) {
        double scale = scaleFor(Letters.of(page).height());
        // A page on its side must not make sense because its lines are turned for it.
        engine(GLANCE).findsVerticalText(false);
        try {
            return Line.words(readWhole(
                            page, scale, TessPageSegMode.PSM_AUTO, GLANCE, Deadline.in(Duration.ofSeconds(10))))
                    .stream()
                    .filter(word -> !standsOnItsSide(word))
                    .toList();
        } finally {
            engine(GLANCE).findsVerticalText(true);
        }
    }

    /** Large writing is turned for reading all the same. */
    private static boolean standsOnItsSide(Word word) {
        return word.text().length() > 2 && word.box().height() > word.box().width();
    }

    /** What is on this side of a page through which the other shows; empty when nothing is. */
    private Optional<Seen> readThisSide(
            PageBitmap page,
            PageBitmap cleared,
            Letters letters,
            OtherSide other,
            ReadSettings settings,
            Deadline deadline) {
        if (!other.isBehind()) {
            // Perhaps a film that lay the wrong way round: a person must see it.
            return Optional.of(new Seen(List.of(), letters));
        }
        try (PageBitmap front = other.takenOff(page);
                PageBitmap clearedFront = other.takenOff(page, cleared);
                Marks marks = Marks.of(front)) {
            if (!marks.sizable()) {
                return Optional.empty();
            }
            Optional<Seen> read = readText(front, clearedFront, Letters.of(clearedFront), settings, deadline);
            // Lines that were not seen in the mirror are left over: as pale as the others, and no words.
            boolean leftOver = marks.contrast() < CLEARLY_DARKER * other.contrast();
            return read.filter(seen -> !leftOver || sureness(seen.lines()) >= Judgement.SURE_ENOUGH);
        }
    }

    /**
     * Where lines are that make sense only in a mirror: the print of the other side showing through. Nowhere when that is not
     * what is on the page.
     *
     * @param words as read from this side
     */
    private List<Box> linesInMirror(PageBitmap page, List<Word> words) {
        try (PageBitmap mirrored = page.mirrored()) {
            List<Word> seen = glance(mirrored);
            if (Judgement.sureness(seen) < IN_MIRROR
                    || Judgement.worth(seen) <= CLEARLY_BETTER * Judgement.worth(words)) {
                return List.of();
            }
            Map<Integer, List<Word>> lines = seen.stream().collect(Collectors.groupingBy(Word::line));
            return lines.values().stream()
                    .map(line -> around(line, page.width()))
                    .toList();
        }
    }

    /** The place of a line of the mirror on this side, with what of it may not have been seen at its ends. */
    private static Box around(List<Word> line, int width) {
        Box all = line.stream().map(Word::box).reduce(Box::union).orElseThrow();
        int beyond = all.height() / 3;
        int from = Math.max(0, width - all.x() - all.width() - 3 * beyond);
        return new Box(
                from,
                Math.max(0, all.y() - beyond),
                Math.min(width, width - all.x() + 3 * beyond) - from,
                all.height() + 2 * beyond);
    }

    private TesseractEngine engine(List<String> languages) {
        return engines.computeIfAbsent(List.copyOf(languages), wanted -> TesseractEngine.start(tessdata, wanted));
    }

    @Override
    public void close() {
        engines.values().forEach(TesseractEngine::close);
        engines.clear();
    }
}
