package org.chartroom.ingest.read;

import com.sun.jna.Pointer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sourceforge.lept4j.Pix;
import net.sourceforge.tess4j.ITessAPI;
import net.sourceforge.tess4j.ITessAPI.ETEXT_DESC;
import net.sourceforge.tess4j.ITessAPI.TessBaseAPI;
import net.sourceforge.tess4j.ITessAPI.TessPageIterator;
import net.sourceforge.tess4j.ITessAPI.TessResultIterator;
import net.sourceforge.tess4j.TessAPI1;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** One native Tesseract handle, warm for one set of languages. Not safe for use by several threads. */
final class TesseractEngine implements AutoCloseable {
    private final TessBaseAPI handle;

    private TesseractEngine(TessBaseAPI handle) {
        this.handle = handle;
    }

    /**
     * Starts an engine.
     *
     * @param languages as Tesseract writes them, joined by {@code +}
     * @throws OcrDataMissingException when data of a language is missing or damaged
     */
    static TesseractEngine start(Path tessdata, List<String> languages) {
        for (String language : languages) {
            if (!Files.isRegularFile(OcrData.file(tessdata, language))) {
                throw new OcrDataMissingException("OCR data for the language '" + language
                        + "' is missing on the machine that reads: run " + OcrData.command(language) + " there.");
            }
        }
        TessBaseAPI handle = TessAPI1.TessBaseAPICreate();
        int failed = TessAPI1.TessBaseAPIInit2(
                handle, tessdata.toString(), String.join("+", languages), ITessAPI.TessOcrEngineMode.OEM_LSTM_ONLY);
        if (failed != 0) {
            TessAPI1.TessBaseAPIDelete(handle);
            throw new OcrDataMissingException("OCR data for " + String.join(", ", languages)
                    + " is damaged on the machine that reads: delete it and run "
                    + OcrData.command(languages.getFirst()) + " there.");
        }
        // What it says on standard error is about pages, and nobody reads it.
        TessAPI1.TessBaseAPISetVariable(handle, "debug_file", "/dev/null");
        return new TesseractEngine(handle);
    }

    /** Whether lines that run up or down the page are looked for and read, too; it is so until this is called. */
    void findsVerticalText(boolean finds) {
        TessAPI1.TessBaseAPISetVariable(handle, "textord_tabfind_vertical_text", finds ? "1" : "0");
    }

    /**
     * Recognises a page.
     *
     * @param image with the resolution written on it
     * @param dpi resolution, dots per inch
     * @param segmentation one of Tesseract's page segmentation modes
     * @param limit after which it gives up with what it has
     * @return the lines in the order of their blocks
     */
    List<Line> read(Pix image, int dpi, int segmentation, Duration limit) {
        ETEXT_DESC monitor = TessAPI1.TessMonitorCreate();
        monitor.setAutoSynch(false);
        try {
            TessAPI1.TessBaseAPISetPageSegMode(handle, segmentation);
            TessAPI1.TessBaseAPISetImage2(handle, image);
            TessAPI1.TessBaseAPISetSourceResolution(handle, Math.clamp(dpi, 70, 2400));
            TessAPI1.TessMonitorSetDeadlineMSecs(monitor, (int) Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
            TessAPI1.TessBaseAPIRecognize(handle, monitor);
            return lines();
        } finally {
            TessAPI1.TessMonitorDelete(monitor);
            TessAPI1.TessBaseAPIClear(handle);
            // What it learns of one person's page must not bend the reading of the next one's.
            TessAPI1.TessBaseAPIClearAdaptiveClassifier(handle);
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        TessResultIterator results = TessAPI1.TessBaseAPIGetIterator(handle);
        if (results == null) {
            return lines;
        }
        try {
            TessPageIterator place = TessAPI1.TessResultIteratorGetPageIterator(results);
            IntBuffer left = IntBuffer.allocate(1);
            IntBuffer top = IntBuffer.allocate(1);
            IntBuffer right = IntBuffer.allocate(1);
            IntBuffer bottom = IntBuffer.allocate(1);
            int block = -1;
            do {
                if (begins(place, ITessAPI.TessPageIteratorLevel.RIL_TEXTLINE) && !words.isEmpty()) {
                    lines.add(Line.ofDistinct(block, words));
                    words.clear();
                }
                if (begins(place, ITessAPI.TessPageIteratorLevel.RIL_BLOCK)) {
                    block++;
                }
                Optional<String> text = text(results);
                if (text.isEmpty()
                        || TessAPI1.TessPageIteratorBoundingBox(
                                        place, ITessAPI.TessPageIteratorLevel.RIL_WORD, left, top, right, bottom)
                                != ITessAPI.TRUE) {
                    continue;
                }
                double confidence = Math.clamp(
                        TessAPI1.TessResultIteratorConfidence(results, ITessAPI.TessPageIteratorLevel.RIL_WORD) / 100.0,
                        0,
                        1);
                int x = Math.max(0, left.get(0));
                int y = Math.max(0, top.get(0));
                words.add(new Word(
                        text.get(),
                        new Box(x, y, Math.max(0, right.get(0) - x), Math.max(0, bottom.get(0) - y)),
                        confidence,
                        0));
            } while (TessAPI1.TessResultIteratorNext(results, ITessAPI.TessPageIteratorLevel.RIL_WORD)
                    == ITessAPI.TRUE);
            if (!words.isEmpty()) {
                lines.add(Line.ofDistinct(block, words));
            }
            return lines;
        } finally {
            TessAPI1.TessResultIteratorDelete(results);
        }
    }

    private static boolean begins(TessPageIterator place, int level) {
        return TessAPI1.TessPageIteratorIsAtBeginningOf(place, level) == ITessAPI.TRUE;
    }

    private static Optional<String> text(TessResultIterator results) {
        Pointer utf8 = TessAPI1.TessResultIteratorGetUTF8Text(results, ITessAPI.TessPageIteratorLevel.RIL_WORD);
        if (utf8 == null) {
            return Optional.empty();
        }
        try {
            String text = utf8.getString(0, StandardCharsets.UTF_8.name()).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } finally {
            TessAPI1.TessDeleteText(utf8);
        }
    }

    @Override
    public void close() {
        TessAPI1.TessBaseAPIEnd(handle);
        TessAPI1.TessBaseAPIDelete(handle);
    }
}
