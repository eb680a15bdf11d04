package org.chartroom.ingest.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sourceforge.tess4j.ITessAPI.TessPageSegMode;
import org.chartroom.ingest.ReaderHome;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.natives.NativeLibraries;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Reads words off page images with Tesseract. Starts an engine at the first page of a language and keeps it warm. Not safe
 * for use by several threads: each reading thread, or process, has its own.
 */
public final class TesseractReader implements AutoCloseable {
    private static final List<String> GLANCE = List.of("eng");

    /** Of a word that is looked at by itself, px. */
    private static final double WORD_HEIGHT = 48;

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A page read less surely than this is worth another try. */
    private static final double SURELY_READ = 0.9;

    /** Print read less surely than this at first may be seen from the wrong side. */
    private static final double MAKES_NO_SENSE = 0.7;

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
     * The words of an upright page in reading order, boxes in its px; no words when nothing is recognised, and empty when
     * what is on the page is only the print of its other side showing through.
     *
     * @param page as it came
     * @param cleared the same page made ready for reading, of the same size; may be the same object
     * @param languages of the OCR data, the likeliest first
     * @param limit after which it gives up with what it has
     * @throws OcrDataMissingException when data of a language is missing or damaged
     */
    public Optional<List<Word>> read(PageBitmap page, PageBitmap cleared, List<String> languages, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Letters letters = Letters.of(cleared);
        Optional<List<Line>> lines = readPage(page, cleared, letters, languages, limit, deadline);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        DoubtfulNumbers.Look look =
                box -> System.nanoTime() > deadline ? Optional.empty() : readWord(cleared, box, languages, LOOK);
        List<Line> spaced =
                LostSpaces.found(cleared, Uprights.settled(Judgement.withoutNoise(Rows.inOrder(lines.get()))), look);
        return Optional.of(DoubtfulNumbers.readAgain(Line.words(Handwriting.marked(spaced, letters)), look));
    }

    /** More tries with other settings while the page is not read surely, or not wholly, and there is time for one. */
    private Optional<List<Line>> readPage(
            PageBitmap page,
            PageBitmap cleared,
            Letters letters,
            List<String> languages,
            Duration limit,
            long deadline) {
        List<Word> boxes = CheckBoxes.on(cleared, letters.height());
        if (boxes.isEmpty()) {
            return readText(page, cleared, letters, languages, limit, deadline);
        }
        // A box is no letter, and what is read for one takes its neighbours with it.
        List<Box> places = boxes.stream().map(Word::box).toList();
        try (PageBitmap text = cleared.without(places);
                PageBitmap uncleared = page.without(places)) {
            Optional<List<Line>> read = readText(uncleared, text, letters, languages, limit, deadline);
            return read.map(lines -> {
                List<Line> all = new ArrayList<>(lines);
                boxes.forEach(box -> all.add(new Line(0, List.of(box))));
                return all;
            });
        }
    }

    private Optional<List<Line>> readText(
            PageBitmap page,
            PageBitmap cleared,
            Letters letters,
            List<String> languages,
            Duration limit,
            long deadline) {
        double scale = scaleFor(letters.height());
        long started = System.nanoTime();
        List<Line> lines = tried(cleared, scale, TessPageSegMode.PSM_AUTO, languages, limit);
        long took = System.nanoTime() - started;
        if (sureness(lines) < MAKES_NO_SENSE && showsThrough(cleared, Line.words(lines))) {
            return Optional.empty();
        }
        boolean asOneBlock = false;
        if (letters.unread(lines) > MUCH && left(deadline) > 2 * took) {
            // Layout analysis took text for a picture, or tore it apart: as one block it is held together.
            lines = Combined.of(lines, tried(cleared, scale, TessPageSegMode.PSM_SINGLE_BLOCK, languages, limit));
            asOneBlock = true;
        }
        if (sureness(lines) < SURELY_READ && left(deadline) > 2 * took) {
            // The page as it came, or in another size, shows other words well than the cleared one.
            double other = scale == 1 && page == cleared ? 1.4 : 1;
            lines = Combined.of(lines, tried(page, other, TessPageSegMode.PSM_AUTO, languages, limit));
        }
        if (!asOneBlock && sureness(lines) < Judgement.SURE_ENOUGH && left(deadline) > 2 * took) {
            lines = Combined.of(lines, tried(cleared, scale, TessPageSegMode.PSM_SINGLE_BLOCK, languages, limit));
        }
        return Optional.of(lines);
    }

    private List<Line> tried(PageBitmap page, double scale, int segmentation, List<String> languages, Duration limit) {
        return SplitNumbers.joined(Judgement.withoutSpecks(readScaled(page, scale, segmentation, languages, limit)));
    }

    private static double sureness(List<Line> lines) {
        return Judgement.sureness(Line.words(lines));
    }

    private static long left(long deadline) {
        return deadline - System.nanoTime();
    }

    /** Letters are wanted about 30 px high; smaller ones are read from an enlarged copy, much larger ones from a reduced. */
    private static double scaleFor(double letterHeight) {
        if (letterHeight == 0) {
            return 1;
        }
        return letterHeight >= 55 ? 32 / letterHeight : letterHeight >= 26 ? 1 : Math.min(3, 30 / letterHeight);
    }

    private List<Line> readScaled(
            PageBitmap page, double scale, int segmentation, List<String> languages, Duration limit) {
        TesseractEngine engine = engine(languages);
        if (scale == 1) {
            try (PageBitmap seen = page.depth() == 32 ? page.gray() : page.withDpi(page.xDpi(), page.yDpi())) {
                return engine.read(seen.pix(), (int) seen.yDpi(), segmentation, limit);
            }
        }
        try (PageBitmap gray = page.gray();
                PageBitmap sized = gray.scaled(scale, scale);
                PageBitmap seen = scale > 1 ? sized.smoothed() : sized.withDpi(sized.xDpi(), sized.yDpi())) {
            List<Line> lines = new ArrayList<>();
            for (Line line : engine.read(seen.pix(), (int) seen.yDpi(), segmentation, limit)) {
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
    private Optional<Word> readWord(PageBitmap page, Box box, List<String> languages, Duration limit) {
        int margin = Math.max(3, box.height() / 4);
        int x = Math.max(0, box.x() - margin);
        int y = Math.max(0, box.y() - margin);
        Box part = new Box(
                x,
                y,
                Math.min(page.width(), box.x() + box.width() + margin) - x,
                Math.min(page.height(), box.y() + box.height() + margin) - y);
        try (PageBitmap cut = page.clip(part)) {
            double scale = Math.clamp(WORD_HEIGHT / Math.max(1, box.height()), 1, 4);
            List<Word> read = Line.words(readScaled(cut, scale, TessPageSegMode.PSM_SINGLE_WORD, languages, limit));
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
            return Line.words(readScaled(page, scale, TessPageSegMode.PSM_AUTO, GLANCE, Duration.ofSeconds(10)));
        } finally {
            engine(GLANCE).findsVerticalText(true);
        }
    }

    /**
     * Whether what is on the page is the print of its other side showing through: it makes sense only in a mirror.
     *
     * @param words as read from this side
     */
    private boolean showsThrough(PageBitmap page, List<Word> words) {
        try (PageBitmap mirrored = page.mirrored()) {
            List<Word> seen = glance(mirrored);
            return Judgement.sureness(seen) >= 0.6 && Judgement.worth(seen) > 4 * Judgement.worth(words);
        }
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
