package org.chartroom.api.cli;

import java.nio.file.Path;
import org.chartroom.api.reader.ReaderTools;

/**
 * Where this installation lies.
 *
 * @param root the folder with the launcher, the samples and the build
 * @param cache what was fetched: OCR data, speech models, native libraries
 */
public record Home(Path root, Path cache) {
    /** As the launcher says it, by the system properties {@code chartroom.root} and {@code chartroom.cache}. */
    public static Home fromLauncher() {
        Path root = Path.of(System.getProperty("chartroom.root", "."))
                .toAbsolutePath()
                .normalize();
        String cache = System.getProperty("chartroom.cache", "");
        return new Home(
                root, cache.isEmpty() ? root.resolve(".cache") : Path.of(cache).toAbsolutePath());
    }

    /** Folder with OCR data, {@code eng.traineddata} among it. */
    public Path tessdata() {
        return cache.resolve("tessdata");
    }

    /** Folder into which native libraries are unpacked once. */
    public Path natives() {
        return cache.resolve("natives");
    }

    /** Folder of Vosk models, one folder each. */
    public Path voskModels() {
        return cache.resolve("vosk");
    }

    /** Folder of the built-in speech engine: {@code lib} and {@code model}. */
    public Path pocketsphinx() {
        return cache.resolve("pocketsphinx");
    }

    /** What reader processes find here. */
    public ReaderTools tools() {
        return new ReaderTools(natives(), tessdata(), voskModels(), pocketsphinx());
    }
}
