package org.chartroom.index.lucene;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * How notes, titles and names become terms, when they are indexed, asked for and highlighted alike: cut by
 * {@link NoteTokenizer}, case and accents folded, base forms added beside, and rows of common words. No word is too common to be found.
 */
final class NoteAnalyzer extends Analyzer {
    /** Rises when terms or fields come out differently: an index written with another number is rebuilt. */
    static final int VERSION = 5;

    private final WordForms forms = new WordForms();

    /** The terms of what was cut, but for rows. */
    TokenStream withoutRows(NoteTokenizer words) {
        return new WordFormsFilter(words, forms::of, false);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new NoteTokenizer(Beginnings.ANY);
        return new TokenStreamComponents(words, new WordFormsFilter(words, new RecentForms(forms)::of, true));
    }

    /** Phrases do not reach from one value of a field into the next. */
    @Override
    public int getPositionIncrementGap(String field) {
        return 100;
    }

    @Override
    protected TokenStream normalize(String field, TokenStream in) {
        return new ICUFoldingFilter(in);
    }
}
