package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The forms of words, each worked out once: texts say the same words again and again, and working them out is most of what
 * analysing costs.
 */
final class WordForms {
    /** A text has few hundred, a language some ten thousand that are common; then it begins anew. */
    private static final int MOST = 50_000;
    /** Longer ones are rubble from reading and do not come twice. */
    private static final int LONGEST = 40;

    /**
     * How a word is found.
     *
     * @param folded without case and accents; empty when folding leaves nothing
     * @param stem its base form, which begins with the same letter; empty where it is the same, or has something beside letters
     * @param kind how common it is
     * @param plain whether folding changes nothing
     */
    record Forms(String folded, String stem, CommonWords.Kind kind, boolean plain) {}

    /** Tells the forms of words. */
    interface Known {
        /** @param length of the word, which begins with the buffer */
        Forms of(char[] buffer, int length);
    }

    private final Map<String, Forms> known = new ConcurrentHashMap<>();

    Forms of(char[] buffer, int length) {
        String word = new String(buffer, 0, length);
        Forms forms = known.get(word);
        if (forms == null) {
            forms = worked(word);
            if (length <= LONGEST) {
                if (known.size() >= MOST) {
                    known.clear();
                }
                known.put(word, forms);
            }
        }
        return forms;
    }

    private static Forms worked(String word) {
        try {
            String folded = only(new ICUFoldingFilter(new OneWord(word)));
            String stem = folded.isEmpty() ? "" : only(new KStemFilter(new OneWord(folded)));
            boolean says = !stem.isEmpty()
                    && !stem.equals(folded)
                    && allLetters(stem)
                    // No word is known of which the stemmer says otherwise; whoever passes words over by their first
                    // letters relies on it.
                    && stem.charAt(0) == folded.charAt(0);
            return new Forms(folded, says ? stem : "", CommonWords.kind(folded), folded.equals(word));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static String only(TokenStream stream) throws IOException {
        try (stream) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            stream.incrementToken();
            return term.toString();
        }
    }

    /** Numbers and codes have no base form. */
    private static boolean allLetters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static final class OneWord extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final String word;
        private boolean given;

        OneWord(String word) {
            this.word = word;
        }

        @Override
        public boolean incrementToken() {
            if (given) {
                return false;
            }
            clearAttributes();
            term.append(word);
            given = true;
            return true;
        }
    }
}
