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
 */
final class WordFormsFilter extends TokenFilter {
    /** Before every base form; not a letter, so no beginning or spelling that people type meets it. */
    static final char MARK = '\u0001';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final WordForms forms;
    private String stem = "";

    WordFormsFilter(TokenStream input, WordForms forms) {
        super(input);
        this.forms = forms;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!stem.isEmpty()) {
            term.setEmpty().append(MARK).append(stem);
            flags.setFlags(TokenKind.STEM.ordinal());
            increment.setPositionIncrement(0);
            stem = "";
            return true;
        }
        int skipped = 0;
        while (input.incrementToken()) {
            WordForms.Forms word = forms.of(term.buffer(), term.length());
            if (word.folded().isEmpty()) {
                // Folding can leave nothing of a token; its position still counts.
                skipped += increment.getPositionIncrement();
                continue;
            }
            term.setEmpty().append(word.folded());
            increment.setPositionIncrement(increment.getPositionIncrement() + skipped);
            stem = flags.getFlags() == TokenKind.PART.ordinal() ? word.stem() : "";
            return true;
        }
        return false;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        stem = "";
    }
}
