package org.chartroom.ingest.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The OCR data of a machine: one file for each language, {@code NAME.traineddata}. */
public final class OcrData {
    private static final String ENDING = ".traineddata";

    /** Tells which way up a page is, in no language. */
    private static final String NO_LANGUAGE = "osd";

    private OcrData() {}

    /** Names of the languages whose data lies in the folder; none when there is no such folder. */
    public static SortedSet<String> languagesIn(Path tessdata) {
        SortedSet<String> names = new TreeSet<>();
        if (!Files.isDirectory(tessdata)) {
            return names;
        }
        try (Stream<Path> files = Files.list(tessdata)) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name -> !name.equals(NO_LANGUAGE))
                    .forEach(names::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + tessdata + " cannot be read", e);
        }
        return names;
    }

    /** What brings the data of a language onto a machine. */
    public static String command(String language) {
        return "./chartroom fetch --language " + language;
    }

    static Path file(Path tessdata, String language) {
        return tessdata.resolve(language + ENDING);
    }
}
