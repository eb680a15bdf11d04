package org.chartroom.index.lucene;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.QueryField;
import org.chartroom.index.query.QueryNode;
import org.chartroom.index.synonyms.Widening;

/** Turns what people ask for into what Lucene answers. */
final class QueryCompiler {
    /** How much a base form counts beside the word as typed. */
    private static final float STEM_WEIGHT = 0.25f;
    /** How much other forms count on a page that also has the word as typed. */
    private static final float STEM_TIE = 0.1f;
    /** How much a match in title or names counts beside one in the text. */
    private static final float ABOUT_WEIGHT = 1.5f;
    /** How often a word in the title counts as in the text, beside its place in {@link Fields#ABOUT}. */
    private static final float TITLE_WEIGHT = 2;
    /** What a page may lack of all that loosely typed words say; see {@link #slack}. */
    private static final double LACKING = 0.35;
    /** How much it counts that words stand beside each other as typed. */
    private static final float BESIDE = 0.6f;
    /** How many words may stand between them. */
    private static final int BESIDE_SLOP = 3;
    /** How many spellings one fuzzy word becomes at most; keeps 8 of them in two fields under Lucene's 1024 clauses. */
    private static final int FUZZY_SPELLINGS = 24;

    /** More than any match scores by itself: what has it stands above all that has not. */
    static final float TIER = 1_000;

    /** A query of one field or of several, on a shelf that calls them by names of its own. */
    private interface OnShelf {
        Query of(UnaryOperator<String> name);
    }

    private interface Spread {
        Query over(OnShelf query);
    }

    /** Words that look like one. */
    private interface Likeness {
        Query of(Term term, int edits);
    }

    /** How much a word says: the fewer pages have it, the more. */
    interface Telling {
        double of(List<String> forms);
    }

    /**
     * What ranks pages.
     *
     * @param query which pages, and their scores within a grade, each less than {@link #TIER}
     * @param stricter strictest first: a page that meets one stands above all that meet none so strict
     * @param extras what adds to the scores
     * @param loosened whether it also finds pages that lack words: those that meet nothing stricter
     */
    record Ranked(Query query, List<Query> stricter, List<Query> extras, boolean loosened) {
        Ranked {
            stricter = List.copyOf(stricter);
            extras = List.copyOf(extras);
        }

        /** All pages of a query, by their scores. */
        static Ranked plain(Query query) {
            return new Ranked(query, List.of(), List.of(), false);
        }

        /** The same of fewer pages. */
        Ranked limited(Function<Query, Query> limit) {
            return new Ranked(limit.apply(query), stricter, extras, loosened);
        }
    }

    private final Analyzer analyzer;
    private final Spread spread;
    private final Telling telling;
    private final Likeness likeness;
    /** Whether what is asked has rows of common words as terms. */
    private final boolean rows;

    private QueryCompiler(Analyzer analyzer, Spread spread, Telling telling, Likeness likeness, boolean rows) {
        this.analyzer = analyzer;
        this.spread = spread;
        this.telling = telling;
        this.likeness = likeness;
        this.rows = rows;
    }

    /** For an index of one page in memory. */
    static QueryCompiler onAPage(Analyzer analyzer) {
        return new QueryCompiler(analyzer, query -> query.of(field -> field), forms -> 1, LikeOnPageQuery::new, false);
    }

    /** For the shelves of an index. */
    static QueryCompiler onShelves(Analyzer analyzer, List<Shelf> shelves, Viewer viewer, Telling telling) {
        return new QueryCompiler(
                analyzer,
                query -> onShelves(shelves, viewer, query),
                telling,
                (term, edits) -> new LikeQuery(term, edits, FUZZY_SPELLINGS),
                true);
    }

    /**
     * Matches the pages that the node asks for, in tiers: those that have all words as typed stand above those that have some
     * in another form, these above those that have other spellings or words of the same meaning, and last come those that
     * lack words.
     */
    Ranked ranked(QueryNode node) {
        if (node instanceof QueryNode.Word word && word.field().isEmpty() && isOnePlainWord(word.text())) {
            return Ranked.plain(bareWord(word.text(), TIER));
        }
        List<Query> stricter = new ArrayList<>();
        boolean loosened = node instanceof QueryNode.And and
                && and.loose()
                && slack(and.nodes()).count() > 0;
        QueryNode all = strict(node);
        if (loosened) {
            stricter.add(compile(all));
        }
        QueryNode narrow = Widening.narrow(all);
        if (!narrow.equals(all)) {
            stricter.add(compile(narrow));
        }
        QueryNode exact = Widening.exact(narrow);
        if (!exact.equals(narrow)) {
            stricter.add(compile(exact));
        }
        List<Query> beside = node instanceof QueryNode.And and && and.loose() ? beside(and.nodes()) : List.of();
        return new Ranked(compile(node), stricter.reversed(), beside, loosened);
    }

    /** Words that were typed beside each other and stand so in the text. */
    private List<Query> beside(List<QueryNode> nodes) {
        List<Query> pairsOfWords = new ArrayList<>();
        List<QueryNode.Word> typed =
                nodes.stream().flatMap(node -> words(node).stream()).toList();
        for (int i = 1; i < typed.size(); i++) {
            String both = typed.get(i - 1).text() + " " + typed.get(i).text();
            Query beside = onShelves(Fields.TEXT, field -> phrase(field, both, BESIDE_SLOP));
            pairsOfWords.add(new BoostQuery(beside, BESIDE));
        }
        return pairsOfWords;
    }

    /** The parts of a loose row that a page may lack, each with what was typed. */
    Map<String, Query> bareWords(QueryNode node) {
        Map<String, Query> words = new LinkedHashMap<>();
        for (QueryNode each : node instanceof QueryNode.And and && and.loose() ? and.nodes() : List.of(node)) {
            List<QueryNode.Word> typed = words(each);
            if (!typed.isEmpty()) {
                words.put(typed.stream().map(QueryNode.Word::text).collect(Collectors.joining(" ")), compile(each));
            }
        }
        return words;
    }

    /**
     * A query that can be asked for its meaning.
     *
     * @param words that were typed without operators
     * @param others what a page must have or not have all the same
     */
    record Meant(String words, QueryNode others) {}

    /** The query as one that can be asked for its meaning; empty for one that has no plain words, or operators. */
    static Optional<Meant> meant(QueryNode typed) {
        List<QueryNode> nodes = typed instanceof QueryNode.And and && and.loose() ? and.nodes() : List.of(typed);
        String words = nodes.stream()
                .flatMap(node -> words(node).stream())
                .map(QueryNode.Word::text)
                .collect(Collectors.joining(" "));
        List<QueryNode> others =
                nodes.stream().filter(node -> words(node).isEmpty()).toList();
        QueryNode within = switch (others.size()) {
            case 0 -> new QueryNode.Everything();
            case 1 -> others.getFirst();
            default -> new QueryNode.And(others);
        };
        return words.isEmpty() ? Optional.empty() : Optional.of(new Meant(words, within));
    }

    private static QueryNode strict(QueryNode node) {
        return node instanceof QueryNode.And and ? new QueryNode.And(and.nodes()) : node;
    }

    /** The bare words that a node of a loose row was typed as; none when it is something stricter. */
    private static List<QueryNode.Word> words(QueryNode node) {
        return switch (node) {
            case QueryNode.Word word when word.field().isEmpty() -> List.of(word);
            case QueryNode.Widened(QueryNode.And(List<QueryNode> typed, boolean _), List<QueryNode.Other> _) ->
                typed.stream().flatMap(each -> words(each).stream()).toList();
            case QueryNode.Widened widened -> words(widened.typed());
            default -> List.of();
        };
    }

    /** Matches the pages that have all that the node asks for. */
    Query complete(QueryNode node) {
        return compile(strict(node));
    }

    /** Matches the pages that the node asks for. */
    Query compile(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything everything -> new MatchAllDocsQuery();
            case QueryNode.Word word when word.field().isEmpty() -> bareWord(word.text(), 0);
            case QueryNode.Word word -> inFields(word.field(), word.text(), field -> word(field, word.text()));
            case QueryNode.Phrase phrase ->
                inFields(phrase.field(), phrase.text(), field -> phrase(field, phrase.text(), phrase.slop()));
            case QueryNode.Prefix prefix ->
                inFields(prefix.field(), prefix.start(), field -> prefix(field, prefix.start()));
            case QueryNode.Fuzzy fuzzy ->
                inFields(fuzzy.field(), fuzzy.text(), field -> fuzzy(field, fuzzy.text(), fuzzy.edits()));
            case QueryNode.Named named -> keyword(keywordField(named.field()), named.value());
            case QueryNode.Dates dates -> days(dateField(dates.field()), dates.from(), dates.to());
            case QueryNode.And and -> and.loose() ? loose(and.nodes()) : all(and.nodes());
            case QueryNode.Or or -> {
                BooleanQuery.Builder any = new BooleanQuery.Builder();
                or.nodes().forEach(part -> any.add(compile(part), Occur.SHOULD));
                yield any.build();
            }
            case QueryNode.Not not -> all(List.of(not));
            case QueryNode.Widened widened -> {
                List<Query> any = new ArrayList<>();
                any.add(compile(widened.typed()));
                for (QueryNode.Other other : widened.meanings()) {
                    any.add(new BoostQuery(compile(other.node()), (float) other.weight()));
                }
                yield new DisjunctionMaxQuery(any, 0);
            }
        };
    }

    /**
     * Matches, in the text field alone, every place that is a reason for a page to be found; nothing where there is no
     * such reason (filters, negations, other fields).
     */
    Query places(QueryNode node) {
        return switch (node) {
            case QueryNode.Word word when word.field().isEmpty() -> onShelves(Fields.TEXT, f -> word(f, word.text()));
            case QueryNode.Phrase phrase
            when phrase.field().isEmpty() ->
                onShelves(Fields.TEXT, field -> phrase(field, phrase.text(), phrase.slop()));
            case QueryNode.Prefix prefix
            when prefix.field().isEmpty() -> onShelves(Fields.TEXT, field -> prefix(field, prefix.start()));
            case QueryNode.Fuzzy fuzzy
            when fuzzy.field().isEmpty() -> onShelves(Fields.TEXT, field -> fuzzy(field, fuzzy.text(), fuzzy.edits()));
            case QueryNode.Widened widened -> {
                List<QueryNode> any = new ArrayList<>();
                any.add(widened.typed());
                widened.meanings().forEach(other -> any.add(other.node()));
                yield anyPlace(any);
            }
            case QueryNode.And and -> anyPlace(and.nodes());
            case QueryNode.Or or -> anyPlace(or.nodes());
            case QueryNode.Everything n -> new MatchNoDocsQuery();
            case QueryNode.Word n -> new MatchNoDocsQuery();
            case QueryNode.Phrase n -> new MatchNoDocsQuery();
            case QueryNode.Prefix n -> new MatchNoDocsQuery();
            case QueryNode.Fuzzy n -> new MatchNoDocsQuery();
            case QueryNode.Named n -> new MatchNoDocsQuery();
            case QueryNode.Dates n -> new MatchNoDocsQuery();
            case QueryNode.Not n -> new MatchNoDocsQuery();
        };
    }

    /** Days from..to, inclusive; an open end does not limit. */
    static Query days(String field, Optional<LocalDate> from, Optional<LocalDate> to) {
        return LongField.newRangeQuery(
                field,
                from.map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE),
                to.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE));
    }

    private Query all(List<QueryNode> nodes) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean onlyNegations = true;
        for (QueryNode node : nodes) {
            if (node instanceof QueryNode.Not not) {
                all.add(compile(not.node()), Occur.MUST_NOT);
            } else {
                boolean filter = node instanceof QueryNode.Named || node instanceof QueryNode.Dates;
                all.add(compile(node), filter ? Occur.FILTER : Occur.MUST);
                onlyNegations = false;
            }
        }
        if (onlyNegations) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        return all.build();
    }

    /**
     * What a page may lack of a loose row.
     *
     * @param nodes that say so little that a page may lack them
     * @param count how many of them, whichever, at once
     */
    private record Slack(List<QueryNode> nodes, int count) {}

    /**
     * Words that say little may be lacking, as long as all that is lacking says no more than a third of what was asked. So a
     * page without the rare word that it is about is not found, and one without <em>of</em> is.
     */
    private Slack slack(List<QueryNode> row) {
        Map<QueryNode, Double> says = new LinkedHashMap<>();
        row.stream().filter(node -> !words(node).isEmpty()).forEach(node -> says.put(node, says(node)));
        double left = LACKING
                * says.values().stream().mapToDouble(Double::doubleValue).sum();
        double most = left;
        List<QueryNode> may = says.keySet().stream()
                .filter(node -> says.getOrDefault(node, 0.0) <= most)
                .sorted(Comparator.comparingDouble(node -> -says.getOrDefault(node, 0.0)))
                .toList();
        int count = 0;
        for (QueryNode node : may) {
            left -= says.getOrDefault(node, 0.0);
            if (left < 0) {
                break;
            }
            count++;
        }
        return new Slack(may, count);
    }

    /** All of these, or nearly. */
    private Query loose(List<QueryNode> nodes) {
        Slack slack = slack(nodes);
        if (slack.count() == 0) {
            return all(nodes);
        }
        BooleanQuery.Builder enough = new BooleanQuery.Builder();
        enough.add(
                all(nodes.stream().filter(node -> !slack.nodes().contains(node)).toList()), Occur.MUST);
        slack.nodes().forEach(node -> enough.add(compile(node), Occur.SHOULD));
        enough.setMinimumNumberShouldMatch(slack.nodes().size() - slack.count());
        return enough.build();
    }

    private double says(QueryNode node) {
        double says = 0;
        for (QueryNode.Word word : words(node)) {
            for (TypedTerms.Part part : TypedTerms.of(analyzer, word.text()).parts()) {
                List<String> forms = new ArrayList<>(typedForms(part));
                forms.addAll(stemForms(part));
                says += telling.of(forms);
            }
        }
        return says;
    }

    private Query anyPlace(List<QueryNode> nodes) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        nodes.forEach(node -> any.add(places(node), Occur.SHOULD));
        return any.build();
    }

    private interface InField {
        Query of(String field);
    }

    private Query inFields(Optional<QueryField> field, String typed, InField query) {
        if (field.isEmpty()) {
            return inTextOrAbout(query);
        }
        return switch (field.get()) {
            case TITLE -> onShelves(Fields.TITLE, query);
            case AUTHOR -> onShelves(Fields.AUTHOR, query);
            case PATIENT -> best(onShelves(Fields.PATIENT, query), keyword(Fields.PATIENT_ID, typed));
            case TYPE -> best(onShelves(Fields.TYPE, query), keyword(Fields.TYPE_CODE, typed));
            case MRN -> onShelves(Fields.MRN, query);
            case KIND, STAGE, CHANNEL, DATE, DOB -> throw new IllegalArgumentException(field.get() + " takes no words");
        };
    }

    private Query inTextOrAbout(InField query) {
        return best(onShelves(Fields.TEXT, query), new BoostQuery(onShelves(Fields.ABOUT, query), ABOUT_WEIGHT));
    }

    private Query onShelves(String field, InField query) {
        return spread.over(name -> query.of(name.apply(field)));
    }

    /** A page is on one shelf, so that the best of them is the only one. */
    private static Query onShelves(List<Shelf> shelves, Viewer viewer, OnShelf query) {
        List<Query> each = new ArrayList<>(shelves.size());
        for (Shelf shelf : shelves) {
            Query on = query.of(shelf::field);
            // Where only some charts of a shelf are open, how rare a word is there tells of the others.
            each.add(shelf.isAllOpenTo(viewer) ? on : new ConstantScoreQuery(on));
        }
        return switch (each.size()) {
            case 0 -> new MatchNoDocsQuery("no page is there for the viewer");
            case 1 -> each.getFirst();
            default -> new DisjunctionMaxQuery(each, 0);
        };
    }

    private static Query best(Query one, Query other) {
        return new DisjunctionMaxQuery(List.of(one, other), 0.1f);
    }

    private static Query keyword(String field, String value) {
        return new ConstantScoreQuery(new TermQuery(new Term(field, PageDocuments.shortened(value))));
    }

    private static boolean isNumber(String field) {
        return field.equals(Fields.MRN) || field.startsWith(Fields.MRN + "/");
    }

    private Query word(String field, String typed) {
        if (isNumber(field)) {
            return keyword(field, Fields.plainNumber(typed));
        }
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        return switch (parts.size()) {
            case 0 -> new MatchNoDocsQuery("no word in '" + typed + "'");
            case 1 -> part(field, parts.getFirst());
            default -> sequence(field, parts, 0, true);
        };
    }

    /** Whether there are no other ways to write it than its forms. */
    private boolean isOnePlainWord(String typed) {
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        return parts.size() == 1 && parts.getFirst().pieces().size() < 2;
    }

    /**
     * A word is one word wherever it stands: how often it is there is summed over the fields, each with its weight (BM25F).
     *
     * @param asTyped what it counts, beside all else, that a page has it as typed
     */
    private Query bareWord(String typed, float asTyped) {
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        if (parts.size() != 1) {
            return inTextOrAbout(field -> word(field, typed));
        }
        TypedTerms.Part part = parts.getFirst();
        Query forms = spread.over(name -> new WordQuery(
                wordFields(name),
                typedForms(part).stream()
                        .map(term -> new WordQuery.Form(term, 1))
                        .toList(),
                stemForms(part).stream()
                        .map(term -> new WordQuery.Form(term, STEM_WEIGHT))
                        .toList(),
                STEM_TIE,
                asTyped));
        return part.pieces().size() < 2 ? forms : best(forms, onShelves(Fields.TEXT, field -> pieces(field, part)));
    }

    /**
     * Where a bare word may stand.
     *
     * @param name what a field is called on a shelf
     */
    static List<WordQuery.InField> wordFields(UnaryOperator<String> name) {
        return List.of(
                new WordQuery.InField(name.apply(Fields.TEXT), 1),
                new WordQuery.InField(name.apply(Fields.ABOUT), ABOUT_WEIGHT),
                new WordQuery.InField(name.apply(Fields.TITLE), TITLE_WEIGHT));
    }

    private static Query part(String field, TypedTerms.Part part) {
        Query forms = forms(inField(field, typedForms(part)), inField(field, stemForms(part)));
        return part.pieces().size() < 2 ? forms : best(forms, pieces(field, part));
    }

    /** Apart, so that other forms make neither the word as typed more frequent on a page nor rarer words common. */
    private static Query forms(Query typed, Query stems) {
        return new DisjunctionMaxQuery(List.of(typed, new BoostQuery(stems, STEM_WEIGHT)), STEM_TIE);
    }

    private static Query inField(String field, List<String> terms) {
        SynonymQuery.Builder any = new SynonymQuery.Builder(field);
        terms.forEach(term -> any.addTerm(new Term(field, term)));
        return any.build();
    }

    private static List<String> typedForms(TypedTerms.Part part) {
        List<String> forms = new ArrayList<>();
        forms.add(part.text());
        forms.addAll(part.spellings());
        return forms;
    }

    private static List<String> stemForms(TypedTerms.Part part) {
        String stem = part.stem().orElse(part.text());
        String marked = WordFormsFilter.MARK + stem;
        return stem.equals(part.text()) ? List.of(marked) : List.of(marked, stem);
    }

    private static Query pieces(String field, TypedTerms.Part part) {
        PhraseQuery.Builder pieces = new PhraseQuery.Builder();
        part.pieces().forEach(piece -> pieces.add(new Term(field, piece)));
        return pieces.build();
    }

    private Query phrase(String field, String typed, int slop) {
        if (isNumber(field)) {
            return keyword(field, Fields.plainNumber(typed));
        }
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        if (parts.isEmpty()) {
            return new MatchNoDocsQuery("no word in '" + typed + "'");
        }
        return sequence(field, parts, slop, false);
    }

    /**
     * The parts in a row; where there are compounds, also each compound as the one word that it is elsewhere
     * ({@code followup}).
     *
     * @param oneWord whether all of it was typed as one compound, which then counts more when it stands there as typed
     */
    private Query sequence(String field, List<TypedTerms.Part> parts, int slop, boolean oneWord) {
        List<List<Term>> apart = new ArrayList<>();
        List<List<Term>> joined = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            apart.add(terms(field, parts.get(i)));
        }
        boolean compounds = false;
        for (int i = 0; i < parts.size(); ) {
            TypedTerms.Part part = parts.get(i);
            if (part.whole().isPresent()) {
                compounds = true;
                joined.add(List.of(new Term(field, part.whole().get().text())));
                i += Math.max(1, part.whole().get().parts());
            } else {
                joined.add(terms(field, part));
                i++;
            }
        }
        Query inARow = row(apart, slop);
        if (!compounds) {
            return inARow;
        }
        Query asWords = row(joined, slop);
        return best(inARow, oneWord ? new BoostQuery(asWords, 2) : asWords);
    }

    private static List<Term> terms(String field, TypedTerms.Part part) {
        return typedForms(part).stream().map(form -> new Term(field, form)).toList();
    }

    private Query row(List<List<Term>> positions, int slop) {
        SortedMap<Integer, List<Term>> row = new TreeMap<>();
        for (int i = 0; i < positions.size(); i++) {
            row.put(i, positions.get(i));
        }
        if (rows && slop == 0) {
            int alike = 0;
            CommonWords.Kind before = CommonWords.Kind.OTHER;
            for (int i = 0; i < positions.size(); i++) {
                CommonWords.Kind kind = kind(positions.get(i));
                alike = kind == before ? alike + 1 : 1;
                before = kind;
                int words = Math.min(alike, kind.longestRow());
                if (words >= 2) {
                    if (words == alike) {
                        // What is put here says that what stands before it is there, too.
                        row.remove(i - 1);
                    }
                    row.put(i, List.of(commonRow(positions.subList(i - words + 1, i + 1))));
                }
            }
        }
        if (row.size() == 1 && row.firstEntry().getValue().size() == 1) {
            return new TermQuery(row.firstEntry().getValue().getFirst());
        }
        MultiPhraseQuery.Builder query = new MultiPhraseQuery.Builder();
        query.setSlop(slop);
        int first = row.firstKey();
        row.forEach((position, terms) -> query.add(terms.toArray(Term[]::new), position - first));
        return query.build();
    }

    /** @param words two or three positions of one common word each */
    private static Term commonRow(List<List<Term>> words) {
        String[] texts = words.stream().map(terms -> terms.getFirst().text()).toArray(String[]::new);
        return new Term(words.getFirst().getFirst().field(), CommonWords.row(texts));
    }

    private static CommonWords.Kind kind(List<Term> terms) {
        return terms.size() == 1 ? CommonWords.kind(terms.getFirst().text()) : CommonWords.Kind.OTHER;
    }

    private Query prefix(String field, String typed) {
        if (isNumber(field)) {
            return new PrefixQuery(new Term(field, Fields.plainNumber(typed)));
        }
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        if (parts.isEmpty()) {
            return new MatchNoDocsQuery("no word in '" + typed + "'");
        }
        TypedTerms.Part last = parts.getLast();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(new PrefixQuery(new Term(field, last.text())), Occur.SHOULD);
        last.spellings().forEach(spelling -> any.add(new PrefixQuery(new Term(field, spelling)), Occur.SHOULD));
        Query beginning = any.build();
        if (parts.size() == 1) {
            return beginning;
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(sequence(field, parts.subList(0, parts.size() - 1), 0, false), Occur.MUST);
        all.add(beginning, Occur.MUST);
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(all.build(), Occur.SHOULD);
        parts.getFirst()
                .whole()
                .ifPresent(whole -> either.add(new PrefixQuery(new Term(field, whole.text())), Occur.SHOULD));
        return either.build();
    }

    private Query fuzzy(String field, String typed, int edits) {
        if (isNumber(field)) {
            return fuzzyTerm(field, Fields.plainNumber(typed), edits);
        }
        List<TypedTerms.Part> parts = TypedTerms.of(analyzer, typed).parts();
        if (parts.size() != 1) {
            return word(field, typed);
        }
        return best(
                new BoostQuery(part(field, parts.getFirst()), 2),
                fuzzyTerm(field, parts.getFirst().text(), edits));
    }

    private Query fuzzyTerm(String field, String text, int edits) {
        return likeness.of(new Term(field, text), edits);
    }

    private static String keywordField(QueryField field) {
        return switch (field) {
            case KIND -> Fields.KIND;
            case STAGE -> Fields.STAGE;
            case CHANNEL -> Fields.CHANNEL;
            case PATIENT, MRN, AUTHOR, TYPE, TITLE, DATE, DOB ->
                throw new IllegalArgumentException(field + " has no fixed names");
        };
    }

    private static String dateField(QueryField field) {
        return switch (field) {
            case DATE -> Fields.DATE;
            case DOB -> Fields.DOB;
            case PATIENT, MRN, AUTHOR, TYPE, TITLE, KIND, STAGE, CHANNEL ->
                throw new IllegalArgumentException(field + " has no dates");
        };
    }
}
