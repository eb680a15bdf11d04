package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.chartroom.index.Facet;
import org.jspecify.annotations.Nullable;

/** Groups matching documents by patient: how many, and which is the best. */
final class PatientCollector {
    /** In nobody's chart. */
    private static final String NOBODY = "";

    /**
     * One patient's documents.
     *
     * @param page Lucene's number of the best page
     * @param tie of its document, the same in whatever order documents came
     */
    record Group(long documents, int page, float score, long tie) {
        private static final Comparator<Group> BETTER_LAST =
                Comparator.comparingDouble(Group::score).thenComparing(Group::tie, Comparator.reverseOrder());

        private Group with(Group other) {
            Group best = BETTER_LAST.compare(other, this) > 0 ? other : this;
            return new Group(documents + other.documents, best.page, best.score, best.tie);
        }
    }

    private final Map<String, Group> groups = new HashMap<>();
    private long total;

    /** How many documents matched. */
    long total() {
        return total;
    }

    /** How many groups there are. */
    int size() {
        return groups.size();
    }

    /** The best ones, best first. */
    List<Group> best(int most) {
        return groups.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Group> entry) ->
                                -entry.getValue().score())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Goes through all pages that match; each of them is scored, for any may be the best of a patient. */
    void search(IndexSearcher searcher, QueryCompiler.Ranked ranked) throws IOException {
        new PageSearch(searcher, ranked, Bar.none()).into(Share::new);
    }

    private synchronized void add(String patient, Group group) {
        groups.merge(patient, group, Group::with);
        total += group.documents();
    }

    /** What one thread finds in a range of a segment's pages. */
    private final class Share implements PageSearch.Share {
        private final int docBase;
        private final Heads heads;
        private final NumericDocValues ties;
        private final SortedDocValues patients;
        private final @Nullable Group[] ofPatient;
        private int head = -1;
        private int patient;

        Share(LeafReaderContext segment) throws IOException {
            docBase = segment.docBase;
            heads = Heads.of(segment.reader());
            ties = DocValues.getNumeric(segment.reader(), Fields.TIE);
            patients = DocValues.getSorted(segment.reader(), Fields.facet(Facet.PATIENT));
            ofPatient = new @Nullable Group[patients.getValueCount() + 1];
        }

        @Override
        public void see(PageSearch.Window window) throws IOException {
            Places worth = window.worth();
            for (int i = 0; i < worth.count(); i++) {
                found(window.from() + worth.at(i), window.score(i));
            }
        }

        private void found(int page, float score) throws IOException {
            int first = heads.of(page);
            boolean another = first != head;
            if (another) {
                head = first;
                patient = patients.advanceExact(page) ? patients.ordValue() : patients.getValueCount();
            }
            Group found =
                    new Group(another ? 1 : 0, docBase + page, score, ties.advanceExact(page) ? ties.longValue() : 0);
            Group known = ofPatient[patient];
            ofPatient[patient] = known == null ? found : known.with(found);
        }

        @Override
        public void finish() throws IOException {
            for (int ordinal = 0; ordinal < ofPatient.length; ordinal++) {
                Group group = ofPatient[ordinal];
                if (group != null) {
                    String key = NOBODY;
                    if (ordinal < patients.getValueCount()) {
                        String counted = patients.lookupOrd(ordinal).utf8ToString();
                        key = counted.substring(0, counted.indexOf(PageDocuments.LABEL));
                    }
                    add(key, group);
                }
            }
        }
    }
}
