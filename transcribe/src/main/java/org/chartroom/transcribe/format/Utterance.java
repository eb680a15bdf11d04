package org.chartroom.transcribe.format;

import java.util.List;
import org.chartroom.models.text.TextEdit;

/** Spoken words, asked about by position; a position outside is a word that equals no other. Immutable. */
record Utterance(List<String> words) {
    Utterance {
        words = List.copyOf(words);
    }

    int size() {
        return words.size();
    }

    String at(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }

    boolean has(int index, List<String> phrase) {
        if (index < 0 || index + phrase.size() > words.size()) {
            return false;
        }
        return words.subList(index, index + phrase.size()).equals(phrase);
    }

    /** Whether the phrase ends just before the index. */
    boolean endsWith(int index, List<String> phrase) {
        return has(index - phrase.size(), phrase);
    }

    /** @param end index after the last word covered */
    TextEdit edit(int first, int end, String written, String rule) {
        return new TextEdit(String.join(" ", words.subList(first, end)), written, rule, first, end - 1);
    }
}
