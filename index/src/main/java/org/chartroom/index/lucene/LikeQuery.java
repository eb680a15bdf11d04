package org.chartroom.index.lucene;

import java.io.IOException;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.synonyms.Opposites;

/** Words that look like this one, but for those that mean the opposite. */
final class LikeQuery extends FuzzyQuery {
    private final String text;

    LikeQuery(Term term, int edits, int mostSpellings) {
        super(term, edits, 1, mostSpellings, true);
        this.text = term.text();
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
