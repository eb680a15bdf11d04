package org.chartroom.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The typefaces of the sample pages, embedded so that every machine draws the same. */
enum Ink {
    SANS("LiberationSans-Regular.ttf"),
    SANS_BOLD("LiberationSans-Bold.ttf"),
    SERIF("LiberationSerif-Regular.ttf"),
    SERIF_BOLD("LiberationSerif-Bold.ttf"),
    TYPEWRITER("LiberationMono-Regular.ttf"),
    HAND("Breip.ttf");

    private final String file;

    Ink(String file) {
        this.file = file;
    }

    static Map<Ink, PDFont> load(PDDocument document, Path folder) throws IOException {
        Map<Ink, PDFont> fonts = new EnumMap<>(Ink.class);
        for (Ink ink : values()) {
            Path path = folder.resolve(ink.file);
            if (!Files.exists(path)) {
                throw new IOException("the font " + ink.file + " is missing; run samples/fetch-tools.sh first");
            }
            try (InputStream in = Files.newInputStream(path)) {
                fonts.put(ink, PDType0Font.load(document, in, true));
            }
        }
        return fonts;
    }
}
