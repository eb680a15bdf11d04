package org.chartroom.transcribe.format;

import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.TextEdit;

/**
 * Spoken words, asked about by position; a position outside is a word that equals no other. Immutable.
 *
 * @param words as given
 * @param keys the same in lower case, which is how rules ask for them
 * @param settled how many words from the start on are rewritten already: a number there is no part of one that follows
 */
record Utterance(List<String> words, List<String> keys, int settled) {
    Utterance {
        words = List.copyOf(words);
        keys = List.copyOf(keys);
    }

    Utterance(List<String> words) {
        this(words, words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList(), 0);
    }

    Utterance settledTo(int index) {
        return new Utterance(words, keys, index);
    }

    int size() {
        return words.size();
    }

    String at(int index) {
        return index >= 0 && index < keys.size() ? keys.get(index) : "";
    }

    /** The word before the index as far as a number may have begun there, else empty. */
    String openBefore(int index) {
        return index > settled ? at(index - 1) : "";
    }

    boolean has(int index, List<String> phrase) {
        if (index < 0 || index + phrase.size() > keys.size()) {
            return false;
        }
        return keys.subList(index, index + phrase.size()).equals(phrase);
    }

    boolean has(int index, String... phrase) {
        return has(index, List.of(phrase));
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
