package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Folds every word and keeps words and their base forms apart in one field: where a base form is another than the word, it
 * follows at the same position, marked. So an exact match can count more, and a phrase can ask for exact forms, without the
 * positions being kept twice.
 *
 * <p>Two frequent words that follow each other, and two and three very common ones, are also one term, at the last one's position. Many
 * pages have each of them, and many times: a phrase of them is found by the few places of its rows.
 */
final class WordFormsFilter extends TokenFilter {
    /** Before every base form; not a letter, so no beginning or spelling that people type meets it. */
    static final char MARK = '\u0001';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final WordForms.Known forms;
    private final boolean rows;
    private String stem = "";
    private String two = "";
    private String three = "";
    /** How common the words are that follow each other here. */
    private CommonWords.Kind kind = CommonWords.Kind.OTHER;
    /** The part before, when it is one of them. */
    private String previous = "";
    /** The part before {@link #previous}, when it is one that stands beside it. */
    private String beforePrevious = "";

    WordFormsFilter(TokenStream input, WordForms.Known forms, boolean rows) {
        super(input);
        this.forms = forms;
        this.rows = rows;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!two.isEmpty()) {
            beside(TokenKind.ROW).append(two);
            two = "";
            return true;
        }
        if (!three.isEmpty()) {
            beside(TokenKind.ROW).append(three);
            three = "";
            return true;
        }
        if (!stem.isEmpty()) {
            beside(TokenKind.STEM).append(MARK).append(stem);
            stem = "";
            return true;
        }
        int skipped = 0;
        while (input.incrementToken()) {
            WordForms.Forms word = forms.of(term.buffer(), term.length());
            if (!word.plain()) {
                if (word.folded().isEmpty()) {
                    // Folding can leave nothing of a token; its position still counts.
                    skipped += increment.getPositionIncrement();
                    continue;
                }
                term.setEmpty().append(word.folded());
            }
            increment.setPositionIncrement(increment.getPositionIncrement() + skipped);
            if (flags.getFlags() == TokenKind.PART.ordinal()) {
                part(word);
            }
            return true;
        }
        return false;
    }

    private void part(WordForms.Forms word) {
        stem = word.stem();
        if (rows) {
            rows(word);
        }
    }

    private void rows(WordForms.Forms word) {
        if (word.kind() != kind || increment.getPositionIncrement() != 1) {
            kind = word.kind();
            previous = "";
            beforePrevious = "";
        }
        if (kind == CommonWords.Kind.OTHER) {
            return;
        }
        if (!previous.isEmpty()) {
            two = CommonWords.row(previous, word.folded());
            if (kind.longestRow() > 2 && !beforePrevious.isEmpty()) {
                three = CommonWords.row(beforePrevious, previous, word.folded());
            }
        }
        beforePrevious = previous;
        previous = word.folded();
    }

    /** Makes the token another one at the same position. */
    private CharTermAttribute beside(TokenKind kind) {
        flags.setFlags(kind.ordinal());
        increment.setPositionIncrement(0);
        return term.setEmpty();
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        stem = "";
        two = "";
        three = "";
        kind = CommonWords.Kind.OTHER;
        previous = "";
        beforePrevious = "";
    }
}
