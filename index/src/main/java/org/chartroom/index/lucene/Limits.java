package org.chartroom.index.lucene;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.Viewer;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;

/** Adds to a query who is looking and what limits they set. There is no way to a searcher around it. */
final class Limits {
    private Limits() {}

    /** The query, for this viewer, within this filter. */
    static Query apply(Query query, Viewer viewer, SearchFilter filter) {
        return within(query, viewer, filter).build();
    }

    /** The query, for this viewer, within this filter, in these documents. */
    static Query apply(Query query, Viewer viewer, SearchFilter filter, Set<DocumentId> among) {
        return within(query, viewer, filter)
                .add(anyOf(Fields.ID, among.stream().map(DocumentId::value)), Occur.FILTER)
                .build();
    }

    private static BooleanQuery.Builder within(Query query, Viewer viewer, SearchFilter filter) {
        BooleanQuery.Builder limited = visible(query, viewer);
        addAny(limited, Fields.PATIENT_ID, filter.patients().stream().map(PatientId::value));
        addAny(limited, Fields.KIND, filter.kinds().stream().map(Enum::name));
        addAny(limited, Fields.STAGE, filter.stages().stream().map(Enum::name));
        addAny(limited, Fields.TYPE_CODE, filter.types().stream());
        addAny(limited, Fields.AUTHOR_NAME, filter.authors().stream());
        addAny(limited, Fields.CHANNEL, filter.channels().stream().map(Enum::name));
        if (filter.from().isPresent() || filter.to().isPresent()) {
            limited.add(QueryCompiler.days(Fields.DATE, filter.from(), filter.to()), Occur.FILTER);
        }
        return limited;
    }

    /** The query, for this viewer, in one document. */
    static Query apply(Query query, Viewer viewer, DocumentId document) {
        return visible(query, viewer)
                .add(new TermQuery(new Term(Fields.ID, document.value())), Occur.FILTER)
                .build();
    }

    private static BooleanQuery.Builder visible(Query query, Viewer viewer) {
        BooleanQuery.Builder visible = new BooleanQuery.Builder();
        visible.add(query, Occur.MUST);
        visible.add(anyOf(Fields.FACILITY, viewer.facilities().stream().map(FacilityId::value)), Occur.FILTER);
        if (!viewer.seesRestricted()) {
            Query restricted = new TermQuery(new Term(Fields.RESTRICTED, Fields.YES));
            if (viewer.opened().isEmpty()) {
                visible.add(restricted, Occur.MUST_NOT);
            } else {
                Query closed = new BooleanQuery.Builder()
                        .add(restricted, Occur.FILTER)
                        .add(anyOf(Fields.PATIENT_ID, viewer.opened().stream().map(PatientId::value)), Occur.MUST_NOT)
                        .build();
                visible.add(closed, Occur.MUST_NOT);
            }
        }
        Collection<String> withheld = viewer.withheldLabels();
        if (!withheld.isEmpty()) {
            visible.add(anyOf(Fields.LABEL, withheld.stream()), Occur.MUST_NOT);
        }
        return visible;
    }

    private static void addAny(BooleanQuery.Builder limited, String field, Stream<String> values) {
        TermInSetQuery any = anyOf(field, values);
        if (any.getTermsCount() > 0) {
            limited.add(any, Occur.FILTER);
        }
    }

    private static TermInSetQuery anyOf(String field, Stream<String> values) {
        return new TermInSetQuery(
                field, values.map(PageDocuments::shortened).map(BytesRef::new).toList());
    }
}
