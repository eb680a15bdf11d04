package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Which words that were asked for a page lacks. */
final class Lacking {
    /** Of queries whose pages have all. */
    static final Lacking NOTHING = new Lacking(List.of(), Map.of());

    private final List<LeafReaderContext> leaves;
    private final Map<String, Weight> words;

    private Lacking(List<LeafReaderContext> leaves, Map<String, Weight> words) {
        this.leaves = leaves;
        this.words = words;
    }

    /** @param words by what was typed */
    static Lacking of(IndexSearcher searcher, Map<String, Query> words) throws IOException {
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Map.Entry<String, Query> word : words.entrySet()) {
            Query rewritten = searcher.rewrite(word.getValue());
            weights.put(word.getKey(), searcher.createWeight(rewritten, ScoreMode.COMPLETE_NO_SCORES, 1));
        }
        return new Lacking(searcher.getIndexReader().leaves(), weights);
    }

    /** The words, as typed; empty when it has all. */
    List<String> of(DocumentCollector.Found page) throws IOException {
        if (words.isEmpty() || page.score() >= QueryCompiler.TIER) {
            return List.of();
        }
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(page.page(), leaves));
        int target = page.page() - leaf.docBase;
        List<String> lacking = new ArrayList<>();
        for (Map.Entry<String, Weight> word : words.entrySet()) {
            Scorer pages = word.getValue().scorer(leaf);
            if (pages == null || pages.iterator().advance(target) != target) {
                lacking.add(word.getKey());
            }
        }
        return lacking;
    }
}
