package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.chartroom.index.query.QueryNode;
import org.junit.jupiter.api.Test;

/** What is marked in a text is what Lucene finds there when all of the text is indexed. */
class HighlighterTest {
    /** Words beside each other in any case, compounds, numbers, other letters, and words with base forms of other shapes. */
    private static final List<String> PIECES = List.of(
            "dying",
            "Lying",
            "tied",
            "the",
            "MEN",
            "children",
            "HbA1c",
            "hbA1c",
            "L4-5",
            "10mg",
            "1,500",
            "120/80",
            "M.D.",
            "Müller",
            "mueller",
            "O'Brien",
            "patient's",
            "follow-up",
            "hyper-\ntension",
            "hypertension",
            "a",
            "x",
            "MRI",
            "mRI",
            "pain",
            "Pains",
            "painful",
            "e\u0301clat",
            "éclat",
            "\u212Aidney",
            "ﬁbrosis",
            "fibrosis",
            "日本",
            "ß",
            "knee.",
            "knee",
            "Knee:",
            "(knee)",
            "do",
            "does",
            "go",
            "gone",
            "x-ray",
            "_knee_",
            "&",
            "--");

    private static final List<String> GAPS = List.of(" ", "\n", ", ", ". ", "-", "/", "'", ":", "", "\t", ";", ")");

    private final NoteAnalyzer analyzer = new NoteAnalyzer();
    private final QueryCompiler compiler = QueryCompiler.onAPage(analyzer);

    @Property(tries = 3000)
    void marksWhatLuceneFindsWhereAllOfTheTextIsIndexed(@ForAll("texts") String text, @ForAll("asked") QueryNode asked)
            throws IOException {
        Query places = compiler.places(asked);

        assertThat(new Highlighter(analyzer).marking(places).spans(text)).isEqualTo(found(places, text));
    }

    @Test
    void marksEachTextByItselfWhenAskedOfSeveral() {
        Highlighter.Marking marking = new Highlighter(analyzer)
                .marking(compiler.places(new QueryNode.Phrase(Optional.empty(), "sore knee", 0)));

        assertThat(marking.spans("A sore")).isEmpty();
        assertThat(marking.spans("knee, sore knee")).containsExactly(new Span(6, 15));
        assertThat(marking.spans("knee")).isEmpty();
    }

    private List<Span> found(Query places, String text) throws IOException {
        MemoryIndex page = new MemoryIndex(true);
        page.addField(Fields.TEXT, text, analyzer);
        IndexSearcher searcher = page.createSearcher();
        Matches matches = searcher.createWeight(searcher.rewrite(places), ScoreMode.COMPLETE_NO_SCORES, 1)
                .matches(searcher.getIndexReader().leaves().getFirst(), 0);
        MatchesIterator hits = matches == null ? null : matches.getMatches(Fields.TEXT);
        List<Span> spans = new ArrayList<>();
        while (hits != null && hits.next()) {
            spans.add(new Span(hits.startOffset(), hits.endOffset()));
        }
        return Span.merged(spans);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> one = Arbitraries.of(PIECES);
        Arbitrary<String> gap =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(" ")), Tuple.of(1, Arbitraries.of(GAPS)));
        return one.flatMap(first -> Combinators.combine(gap, one)
                .as((between, next) -> between + next)
                .list()
                .ofMaxSize(30)
                .map(rest -> first + String.join("", rest)));
    }

    @Provide
    Arbitrary<QueryNode> asked() {
        Arbitrary<String> piece = Arbitraries.of(PIECES);
        Arbitrary<QueryNode> word = piece.map(text -> new QueryNode.Word(Optional.empty(), text));
        Arbitrary<QueryNode> phrase = Combinators.combine(
                        piece, piece, Arbitraries.integers().between(0, 2))
                .as((one, other, slop) -> new QueryNode.Phrase(Optional.empty(), one + " " + other, slop));
        Arbitrary<QueryNode> prefix = Arbitraries.of("kn", "hy", "mu", "do", "fo", "pai", "1")
                .map(start -> new QueryNode.Prefix(Optional.empty(), start));
        Arbitrary<QueryNode> fuzzy = Arbitraries.of("hypertensoin", "knea", "childrne", "muellr")
                .map(like -> new QueryNode.Fuzzy(Optional.empty(), like, 1));
        return Arbitraries.oneOf(word, phrase, prefix, fuzzy)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(nodes -> nodes.size() == 1 ? nodes.getFirst() : new QueryNode.Or(nodes));
    }
}
