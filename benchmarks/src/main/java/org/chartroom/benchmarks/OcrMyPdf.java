package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program OCRmyPDF as installed on this machine, called for each file as its users do: {@code ocrmypdf --jobs 2
 * --rotate-pages --deskew --clean}. An image that does not say its resolution, which it refuses, is given to it again with
 * one of 300 dpi, and only the second call counts.
 */
final class OcrMyPdf {
    private static final long LIMIT_SECONDS = 300;
    private static final String NO_RESOLUTION = "--image-dpi";

    private final Path folder;

    /** @param folder for what it writes */
    OcrMyPdf(Path folder) {
        this.folder = folder;
    }

    /**
     * What it made of a file.
     *
     * @param text of all pages
     */
    record Done(String text, double seconds) {}

    /** Whether it can be called here. */
    static boolean isThere() throws InterruptedException {
        try {
            Process version = new ProcessBuilder("ocrmypdf", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads one file; empty when it refuses it or takes longer than five minutes. */
    Optional<Done> read(Path file) throws IOException, InterruptedException {
        Optional<Done> done = call(file, List.of());
        return done.isEmpty() && Files.readString(errors()).contains(NO_RESOLUTION)
                ? call(file, List.of(NO_RESOLUTION, "300"))
                : done;
    }

    private Optional<Done> call(Path file, List<String> more) throws IOException, InterruptedException {
        Path text = folder.resolve("peer.txt");
        Files.deleteIfExists(text);
        List<String> command = new ArrayList<>(
                List.of("ocrmypdf", "--jobs", "2", "--rotate-pages", "--deskew", "--clean", "-l", "eng"));
        command.addAll(more);
        command.addAll(List.of(
                "--sidecar",
                text.toString(),
                file.toAbsolutePath().toString(),
                folder.resolve("peer.pdf").toString()));
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors().toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return Optional.empty();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return process.exitValue() == 0 && Files.exists(text)
                ? Optional.of(new Done(Files.readString(text, StandardCharsets.UTF_8), seconds))
                : Optional.empty();
    }

    private Path errors() {
        return folder.resolve("peer.err");
    }
}
