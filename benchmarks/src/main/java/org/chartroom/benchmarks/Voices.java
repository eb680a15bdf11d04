package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks in a recording: as {@code manifest.json} in the folder above says of the samples ("voice slt"), else what the
 * file's name says before two underscores, else the whole folder is one speaker.
 */
final class Voices {
    private static final Pattern VOICE = Pattern.compile("voice (\\w+)");

    private final Map<String, String> named = new HashMap<>();

    private Voices() {}

    static Voices of(Path folder) throws IOException {
        Voices voices = new Voices();
        Path manifest = folder.toAbsolutePath().normalize().resolveSibling("manifest.json");
        if (Files.isRegularFile(manifest)) {
            for (JsonNode dictation : JsonOut.MAPPER.readTree(manifest.toFile()).path("dictations")) {
                Matcher voice = VOICE.matcher(dictation.path("about").asText());
                if (voice.find()) {
                    voices.named.put(Truth.name(Path.of(dictation.path("file").asText())), voice.group(1));
                }
            }
        }
        return voices;
    }

    String of(String file) {
        int end = file.indexOf("__");
        return named.getOrDefault(file, end > 0 ? file.substring(0, end) : "all");
    }
}
