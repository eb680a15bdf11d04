package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.chartroom.index.synonyms.Opposites;

/**
 * As {@link LikeQuery}, but all spellings and unranked; what looks like the word is worked out once, not on every page that it
 * is asked of.
 */
final class LikeOnPageQuery extends AutomatonQuery {
    private final String text;

    LikeOnPageQuery(Term term, int edits) {
        super(term, likeness(term.text(), edits));
        this.text = term.text();
    }

    private static Automaton likeness(String text, int edits) {
        int first = Character.charCount(text.codePointAt(0));
        String rest = text.substring(first);
        return new LevenshteinAutomata(rest, true).toAutomaton(edits, text.substring(0, first));
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        return new FilteredTermsEnum(super.getTermsEnum(terms, attributes), false) {
            @Override
            protected AcceptStatus accept(BytesRef term) {
                return Opposites.apart(text, term.utf8ToString()) ? AcceptStatus.NO : AcceptStatus.YES;
            }
        };
    }
}
