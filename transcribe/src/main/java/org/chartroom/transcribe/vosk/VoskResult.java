package org.chartroom.transcribe.vosk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.SpokenWord;

/**
 * Reads what libvosk answers. Leniently, because its shape changes with the moment: without words there is no
 * {@code result}, and before any audio the answer is one of another call.
 */
final class VoskResult {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VoskResult() {}

    /** The words of one answer; none when it holds none or cannot be read. */
    static List<SpokenWord> words(String answer) {
        JsonNode root;
        try {
            root = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            return List.of();
        }
        JsonNode result = root.path("result");
        if (!result.isArray()) {
            result = root.path("alternatives").path(0).path("result");
        }
        List<SpokenWord> words = new ArrayList<>();
        for (JsonNode entry : result) {
            String word = entry.path("word").asText("").strip().toLowerCase(Locale.ROOT);
            if (word.isEmpty() || word.startsWith("<") || word.startsWith("[")) {
                continue;
            }
            double start = Math.max(0, entry.path("start").asDouble(0));
            double end = Math.max(start, entry.path("end").asDouble(start));
            words.add(new SpokenWord(
                    word, start, end, Math.clamp(entry.path("conf").asDouble(0), 0.0, 1.0)));
        }
        return words;
    }
}
