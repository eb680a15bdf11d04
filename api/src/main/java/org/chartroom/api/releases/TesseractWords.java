package org.chartroom.api.releases;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.chartroom.ingest.ReaderHome;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.ingest.read.SideRead;
import org.chartroom.ingest.read.TesseractReader;
import org.chartroom.models.text.ReadSettings;
import org.chartroom.models.text.Word;
import org.chartroom.release.redaction.PageWords;
import org.slf4j.LoggerFactory;

/** Reads packets with Tesseract, in the process that verifies them only: it turns that process's log off. */
public final class TesseractWords implements PageWords {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TesseractReader reader;

    /** @param cache folder with {@code natives} and {@code tessdata} in it */
    public TesseractWords(String cache) {
        // Of the text on a page nothing may reach a log.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Path folder = Path.of(cache);
        reader = new TesseractReader(new ReaderHome(folder.resolve("natives"), folder.resolve("tessdata")));
    }

    @Override
    public List<Word> words(BufferedImage page, double dpi) {
        try (PageBitmap bitmap = PageBitmap.of(page, dpi, dpi)) {
            return switch (reader.read(bitmap, bitmap, ReadSettings.in(List.of("eng")), LIMIT)) {
                case SideRead.ThisSide side -> side.words();
                case SideRead.OtherSideOnly _ -> List.of();
            };
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
