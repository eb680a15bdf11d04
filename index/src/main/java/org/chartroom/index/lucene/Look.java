package org.chartroom.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.chartroom.index.Completion;
import org.chartroom.index.Facet;
import org.chartroom.index.FacetCount;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.QueryField;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.DocumentId;

/** One viewer's look at the index as it is now: what is asked through it is limited to what they may see. */
final class Look {
    /** The most spellings of a word that are offered. */
    private static final int MOST_SPELLINGS = 3;
    /** A word that is found this often, or less, may be misspelt. */
    private static final int SELDOM = 2;
    /** Another spelling must be found so many times as often to be offered for a word that is found. */
    private static final int MUCH_MORE = 20;

    private static final int MOST_NAMES = 3;
    /** Below, passages have no more in common with what was typed than any other. */
    private static final double LEAST_NEARNESS = 0.3;

    private static final int CHARACTERISTIC = 25;
    /** Of so few, what half of them have may still be characteristic. */
    private static final int FEW_PAGES = 20;

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}'-]+( +[\\p{L}\\p{N}'-]+)*");
    private static final Pattern LAST_WORD = Pattern.compile("(?<![\\p{L}\\p{N}:~*\"])[\\p{L}]{2,}$");

    private final Analyzer analyzer;
    private final IndexSearcher searcher;
    private final FacetValues facetValues;
    private final Viewer viewer;
    private final QueryCompiler compiler;
    private final Vocabulary vocabulary;
    private final NearPages nearPages;
    /** How much words say: asked several times of each, and looked up in every segment. */
    private final Map<List<String>, Double> said = new HashMap<>();

    Look(Analyzer analyzer, FacetValues facetValues, IndexSearcher searcher, Viewer viewer) {
        this.analyzer = analyzer;
        this.searcher = searcher;
        this.facetValues = facetValues;
        this.viewer = viewer;
        List<Shelf> shelves = Shelf.of(searcher.getIndexReader(), viewer);
        this.vocabulary = new Vocabulary(searcher, shelves, viewer);
        this.nearPages = new NearPages(searcher, shelves, viewer);
        this.compiler = QueryCompiler.onShelves(analyzer, shelves, viewer, this::says);
    }

    /** Of all facets. */
    FacetCounter counter() {
        return new FacetCounter(facetValues, EnumSet.allOf(Facet.class));
    }

    private double says(List<String> forms) {
        return said.computeIfAbsent(forms, _ -> {
            try {
                return vocabulary.says(forms);
            } catch (IOException failure) {
                throw new UncheckedIOException("reading the index failed", failure);
            }
        });
    }

    QueryCompiler compiler() {
        return compiler;
    }

    /** Pages that say much the same as these words, nearest first. */
    List<NearPages.Near> near(float[] place, QueryNode others, SearchFilter filter) throws IOException {
        return nearPages.of(place, Limits.apply(compiler.compile(others), viewer, filter), LEAST_NEARNESS);
    }

    /** Tells of pages that are shown which words of a loose row they lack. */
    Lacking lacking(QueryNode loose) throws IOException {
        return Lacking.of(searcher, compiler.bareWords(loose));
    }

    private QueryCompiler.Ranked seen(Query query) {
        return QueryCompiler.Ranked.plain(Limits.apply(query, viewer, SearchFilter.NONE));
    }

    private int count(QueryNode node, SearchFilter filter) throws IOException {
        return searcher.count(Limits.apply(compiler.compile(node), viewer, filter));
    }

    /** Other spellings of the query, each of which finds something. */
    List<String> didYouMean(SearchRequest request) throws IOException {
        String typed = request.query().typed();
        SearchFilter filter = request.filter();
        List<String> texts = List.of(typed);
        boolean changed = false;
        for (String word : plainWords(request.query().root())) {
            List<String> spellings = spellings(word, filter);
            if (!spellings.isEmpty()) {
                List<String> more = new ArrayList<>();
                for (String text : changed ? texts.subList(0, 1) : texts) {
                    for (String spelling : spellings) {
                        more.add(replaced(text, word, spelling));
                    }
                }
                texts = more;
                changed = true;
            }
        }
        List<String> found = new ArrayList<>();
        for (String text : changed ? new LinkedHashSet<>(texts) : Set.<String>of()) {
            if (!text.equals(typed)
                    && QueryLanguage.parse(text) instanceof SearchQuery query
                    && count(query.root(), filter) > 0) {
                found.add(text);
            }
        }
        return found;
    }

    private List<String> spellings(String word, SearchFilter filter) throws IOException {
        record Spelling(String text, int count) {}
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, word).parts();
        if (parts.size() != 1) {
            return List.of();
        }
        int own = count(word(word), filter);
        if (own > SELDOM) {
            return List.of();
        }
        List<Spelling> spellings = new ArrayList<>();
        for (String other : vocabulary.alike(parts.getFirst().text())) {
            int count = count(exactly(other), filter);
            if (count > 0 && count >= (long) own * MUCH_MORE) {
                spellings.add(new Spelling(other, count));
            }
        }
        // The nearest come first; of those as near as each other, what is found most.
        String text = parts.getFirst().text();
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return spellings.stream()
                .sorted(Comparator.comparingInt((Spelling s) -> distance.apply(text, s.text()))
                        .thenComparing(Comparator.comparingInt(Spelling::count).reversed())
                        .thenComparing(Spelling::text))
                .limit(MOST_SPELLINGS)
                .map(Spelling::text)
                .toList();
    }

    private static QueryNode word(String text) {
        return new QueryNode.Word(Optional.empty(), text);
    }

    /** Not its other forms: that a word is there at all is not to be learnt from one that looks like it. */
    private static QueryNode exactly(String text) {
        return new QueryNode.Phrase(Optional.empty(), text, 0);
    }

    private static String replaced(String text, String word, String spelling) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceFirst(Matcher.quoteReplacement(spelling));
    }

    /** Bare words of letters, four or more, that the query asks for. */
    private static List<String> plainWords(QueryNode node) {
        return switch (node) {
            case QueryNode.Word word
            when word.field().isEmpty()
                    && word.text().length() >= QueryLanguage.MIN_FUZZY
                    && word.text().codePoints().allMatch(Character::isLetter) -> List.of(word.text());
            case QueryNode.And and ->
                and.nodes().stream().flatMap(each -> plainWords(each).stream()).toList();
            case QueryNode.Or or ->
                or.nodes().stream().flatMap(each -> plainWords(each).stream()).toList();
            default -> List.of();
        };
    }

    /** How what is being typed could go on: names of patients, authors and types, and words. */
    List<Completion> complete(String typed, int most) throws IOException {
        String text = typed.strip();
        List<Completion> found = new ArrayList<>();
        if (text.length() < QueryLanguage.MIN_PREFIX || text.length() > QueryLanguage.MAX_LENGTH) {
            return found;
        }
        if (WORDS.matcher(text).matches()) {
            names(found, text, QueryField.PATIENT, Facet.PATIENT, Completion.Kind.PATIENT);
            names(found, text, QueryField.AUTHOR, Facet.AUTHOR, Completion.Kind.AUTHOR);
            names(found, text, QueryField.TYPE, Facet.TYPE, Completion.Kind.TYPE);
        }
        Matcher last = LAST_WORD.matcher(typed);
        if (last.find()) {
            words(found, typed.substring(0, last.start()), last.group(), Math.max(0, most - found.size()));
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private void names(List<Completion> found, String text, QueryField field, Facet facet, Completion.Kind kind)
            throws IOException {
        List<QueryNode> nodes = new ArrayList<>();
        String[] words = text.split(" +");
        for (int i = 0; i < words.length; i++) {
            boolean last = i == words.length - 1 && words[i].length() >= QueryLanguage.MIN_PREFIX;
            nodes.add(
                    last
                            ? new QueryNode.Prefix(Optional.of(field), words[i])
                            : new QueryNode.Word(Optional.of(field), words[i]));
        }
        QueryNode node = nodes.size() == 1 ? nodes.getFirst() : new QueryNode.And(nodes);
        FacetCounter counter = new FacetCounter(facetValues, Set.of(facet));
        new DocumentCollector(Bar.none(), Optional.empty(), 1, counter).search(searcher, seen(compiler.compile(node)));
        for (FacetCount each : counter.counts().getOrDefault(facet, List.of()).stream()
                .limit(MOST_NAMES)
                .toList()) {
            String value =
                    kind == Completion.Kind.PATIENT || kind == Completion.Kind.TYPE ? each.value() : each.label();
            found.add(new Completion(
                    kind, each.label(), field.typed() + ":\"" + value.replace("\"", "") + "\"", each.count()));
        }
    }

    private void words(List<Completion> found, String before, String start, int most) throws IOException {
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, start).parts();
        if (parts.size() != 1) {
            return;
        }
        List<Completion> words = new ArrayList<>();
        for (String word : vocabulary.beginning(parts.getFirst().text(), most * 4)) {
            int documents = documents(exactly(word));
            if (documents > 0) {
                words.add(new Completion(Completion.Kind.WORD, word, before + word, documents));
            }
        }
        words.sort(Comparator.comparingLong(Completion::count).reversed().thenComparing(Completion::text));
        found.addAll(words.subList(0, Math.min(most, words.size())));
    }

    /** In the text, for other fields have words of their own. */
    private int documents(QueryNode node) throws IOException {
        DocumentCollector collector = new DocumentCollector(Bar.none(), Optional.empty(), 1, null);
        collector.search(searcher, seen(compiler.places(node)));
        return Math.toIntExact(collector.total());
    }

    /**
     * What is characteristic of a text, as a query for others like it.
     *
     * @param words the characteristic words, for highlights
     */
    record Likeness(QueryCompiler.Ranked query, QueryNode words) {}

    /** Documents like one with this text, without itself; empty when nothing in it is characteristic. */
    Optional<Likeness> like(DocumentId document, String text) throws IOException {
        Map<String, Integer> often = new HashMap<>();
        for (TypedTerms.Part part : TypedTerms.of(analyzer, text).parts()) {
            if (part.text().length() > 2 && part.text().codePoints().allMatch(Character::isLetter)) {
                often.merge(part.text(), 1, Integer::sum);
            }
        }
        record Weighed(String word, double weight) {}
        List<Weighed> weighed = new ArrayList<>();
        double pages = Math.max(2, vocabulary.pages());
        for (Map.Entry<String, Integer> each : often.entrySet()) {
            int with = vocabulary.pages(each.getKey());
            if (with > 1 && (pages < FEW_PAGES || with < pages / 2)) {
                weighed.add(new Weighed(each.getKey(), (1 + Math.log(each.getValue())) * Math.log(1 + pages / with)));
            }
        }
        weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed().thenComparing(Weighed::word));
        List<QueryNode> words = weighed.stream()
                .limit(CHARACTERISTIC)
                .map(each -> word(each.word()))
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        words.forEach(each -> any.add(compiler.compile(each), Occur.SHOULD));
        any.setMinimumNumberShouldMatch(Math.max(1, words.size() / 4));
        any.add(new TermQuery(new Term(Fields.ID, document.value())), Occur.MUST_NOT);
        return Optional.of(
                new Likeness(seen(any.build()), words.size() == 1 ? words.getFirst() : new QueryNode.Or(words)));
    }
}
