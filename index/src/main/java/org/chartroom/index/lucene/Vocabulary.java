package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.chartroom.index.Viewer;
import org.chartroom.index.synonyms.Opposites;

/**
 * The words of the index, as far as its shelves are open. Words of removed documents stay in Lucene's files for a while:
 * whoever shows a word to somebody asks first whether they find it.
 */
final class Vocabulary {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_ALIKE = 60;

    private final IndexSearcher searcher;
    private final List<Shelf> shelves;
    private final List<Shelf> counted;

    Vocabulary(IndexSearcher searcher, List<Shelf> shelves, Viewer viewer) {
        this.searcher = searcher;
        this.shelves = shelves;
        this.counted =
                shelves.stream().filter(shelf -> shelf.isAllOpenTo(viewer)).toList();
    }

    /** Words of the text that differ from this one in one or two letters, nearest first, but not those that mean the opposite. */
    List<String> alike(String word) throws IOException {
        int edits = word.length() < 6 ? 1 : 2;
        TreeSet<String> found = new TreeSet<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            for (Shelf shelf : shelves) {
                for (String field : List.of(Fields.TEXT, Fields.ABOUT)) {
                    Terms terms = leaf.reader().terms(shelf.field(field));
                    if (terms != null) {
                        TermsEnum each = new FuzzyTermsEnum(terms, new Term(field, word), edits, 1, true);
                        for (BytesRef term = each.next(); term != null; term = each.next()) {
                            found.add(term.utf8ToString());
                        }
                    }
                }
            }
        }
        found.remove(word);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return found.stream()
                .filter(other -> other.length() > 2 && isWord(other) && !Opposites.apart(word, other))
                .sorted(Comparator.comparingInt((String other) -> distance.apply(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_ALIKE)
                .toList();
    }

    /** Words of the text that begin like this, the most frequent first. */
    List<String> beginning(String start, int most) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        BytesRef prefix = new BytesRef(start);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            for (Shelf shelf : shelves) {
                Terms terms = leaf.reader().terms(shelf.field(Fields.TEXT));
                if (terms == null) {
                    continue;
                }
                TermsEnum each = terms.iterator();
                if (each.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
                    continue;
                }
                BytesRef term = each.term();
                for (int i = 0; i < MOST_LOOKED_AT && term != null && StringHelper.startsWith(term, prefix); i++) {
                    counts.merge(term.utf8ToString(), each.docFreq(), Integer::sum);
                    term = each.next();
                }
            }
        }
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.removeIf(entry -> !isWord(entry.getKey()));
        entries.sort(
                Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return entries.stream().limit(most).map(Map.Entry::getKey).toList();
    }

    /** How many pages of wholly open shelves have the word in their text. */
    int pages(String word) throws IOException {
        int pages = 0;
        for (Shelf shelf : counted) {
            pages += searcher.getIndexReader().docFreq(new Term(shelf.field(Fields.TEXT), word));
        }
        return pages;
    }

    /** How much a word says that has these forms, 0 or more: as in BM25, by how many pages of wholly open shelves have it. */
    double says(List<String> forms) throws IOException {
        int with = 0;
        for (String form : forms) {
            int there = 0;
            for (Shelf shelf : counted) {
                there += Math.max(
                        searcher.getIndexReader().docFreq(new Term(shelf.field(Fields.TEXT), form)),
                        searcher.getIndexReader().docFreq(new Term(shelf.field(Fields.ABOUT), form)));
            }
            with = Math.max(with, there);
        }
        return Math.log(1 + Math.max(0.5, pages() - with + 0.5) / (with + 0.5));
    }

    /** How many pages of wholly open shelves have text. */
    int pages() throws IOException {
        int pages = 0;
        for (Shelf shelf : counted) {
            pages += searcher.getIndexReader().getDocCount(shelf.field(Fields.TEXT));
        }
        return pages;
    }

    private static boolean isWord(String term) {
        return !term.isEmpty() && term.codePoints().allMatch(Character::isLetter);
    }
}
