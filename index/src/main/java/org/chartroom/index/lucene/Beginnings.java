package org.chartroom.index.lucene;

import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * The first characters of words that are asked for. They are told apart where they are ASCII; of others each may begin a word that is
 * asked for. Large and small letters are the same, and a word begins as its base form does.
 */
final class Beginnings {
    /** Of all words. */
    static final Beginnings ANY = new Beginnings(true);

    private static final int PLAIN = 128;

    private final boolean[] plain = new boolean[PLAIN];

    private Beginnings(boolean any) {
        Arrays.fill(plain, any);
    }

    /**
     * Of terms.
     *
     * @param terms in the text, base forms marked
     * @param patterns of other terms, in UTF-8
     */
    static Beginnings of(Collection<String> terms, Collection<ByteRunAutomaton> patterns) {
        Beginnings beginnings = new Beginnings(false);
        for (String term : terms) {
            int first = term.indexOf(WordFormsFilter.MARK) == 0 ? 1 : 0;
            if (first < term.length()) {
                beginnings.add(term.charAt(first));
            }
        }
        for (ByteRunAutomaton pattern : patterns) {
            if (pattern.step(0, WordFormsFilter.MARK) >= 0) {
                // A base form may be asked for, however it begins.
                return ANY;
            }
            for (char first = 0; first < PLAIN; first++) {
                if (pattern.step(0, first) >= 0) {
                    beginnings.add(first);
                }
            }
        }
        return beginnings;
    }

    private void add(char first) {
        if (first < PLAIN) {
            plain[Character.toLowerCase(first)] = true;
            plain[Character.toUpperCase(first)] = true;
        }
    }

    /** Whether a word that begins like this may be asked for. */
    boolean has(char first) {
        return first >= PLAIN || plain[first];
    }
}
