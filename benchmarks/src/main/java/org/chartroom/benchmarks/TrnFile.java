package org.chartroom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Transcripts in the {@code trn} format of NIST's sclite: the words, then in brackets the speaker, a hyphen and the
 * utterance. To score them: {@code sclite -i rm -r ref.trn trn -h hyp.trn trn}.
 */
final class TrnFile {
    private final List<String> lines = new ArrayList<>();

    /**
     * @param speaker the voice, or what the recordings have in common
     * @param clip the recording's name
     */
    void add(List<String> words, String speaker, String clip) {
        lines.add((String.join(" ", words) + " (" + id(speaker) + "-" + id(clip) + ")").strip());
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    private static String id(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
    }
}
