package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Keeps words and their base forms apart in one field: after {@code KeywordRepeatFilter} and a stemmer, every token comes
 * as written and then stemmed; this one drops the second where it says nothing new and marks it where it does. So an exact
 * match can count more, and a phrase can ask for exact forms, without the positions being kept twice.
 */
final class StemMarkFilter extends TokenFilter {
    /** Before every base form; not a letter, so no beginning or spelling that people type meets it. */
    static final char MARK = '\u0001';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);
    private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);

    private char[] written = new char[64];
    private int writtenLength;

    StemMarkFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        int skipped = 0;
        while (input.incrementToken()) {
            if (term.length() == 0) {
                // Folding can leave nothing of a token; its position still counts.
                skipped += increment.getPositionIncrement();
                continue;
            }
            if (keyword.isKeyword()) {
                remember();
                increment.setPositionIncrement(increment.getPositionIncrement() + skipped);
                return true;
            }
            if (flags.getFlags() == TokenKind.PART.ordinal() && isWord() && !isAsWritten()) {
                mark();
                return true;
            }
        }
        return false;
    }

    private void remember() {
        writtenLength = term.length();
        if (written.length < writtenLength) {
            written = new char[writtenLength * 2];
        }
        System.arraycopy(term.buffer(), 0, written, 0, writtenLength);
    }

    private boolean isAsWritten() {
        if (term.length() != writtenLength) {
            return false;
        }
        char[] buffer = term.buffer();
        for (int i = 0; i < writtenLength; i++) {
            if (buffer[i] != written[i]) {
                return false;
            }
        }
        return true;
    }

    /** Numbers and codes have no base form. */
    private boolean isWord() {
        char[] buffer = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (!Character.isLetter(buffer[i])) {
                return false;
            }
        }
        return true;
    }

    private void mark() {
        int length = term.length();
        char[] buffer = term.resizeBuffer(length + 1);
        System.arraycopy(buffer, 0, buffer, 1, length);
        buffer[0] = MARK;
        term.setLength(length + 1);
        flags.setFlags(TokenKind.STEM.ordinal());
        increment.setPositionIncrement(0);
    }
}
