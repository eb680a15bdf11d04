package org.chartroom.index.lucene;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final float STEM_WEIGHT = 0.5f;
    /** How much other forms count on a page that also has the word as typed. */
    private static final float STEM_TIE = 0.1f;
    /** How much a match in title or names counts beside one in the text. */
    private static final float ABOUT_WEIGHT = 1.5f;
    /** How many spellings one fuzzy word becomes at most; keeps 8 of them in two fields under Lucene's 1024 clauses. */
    private static final int FUZZY_SPELLINGS = 24;

    /** More than any match scores by itself: pages that have the words as typed stand above all others. */
    static final float AS_TYPED = 1_000;

    private interface Spread {
        Query over(String field, InField query);
    }

    private final Analyzer analyzer;
    private final Spread spread;

    private QueryCompiler(Analyzer analyzer, Spread spread) {
        this.analyzer = analyzer;
        this.spread = spread;
    }

    /** For an index of one page in memory. */
    static QueryCompiler onAPage(Analyzer analyzer) {
        return new QueryCompiler(analyzer, (field, query) -> query.of(field));
    }

    /** For the shelves of an index. */
    static QueryCompiler onShelves(Analyzer analyzer, List<Shelf> shelves, Viewer viewer) {
        return new QueryCompiler(analyzer, (field, query) -> onShelves(shelves, viewer, field, query));
    }

    /**
     * Matches the pages that the node asks for; those that have the words as typed score above those that have only other
     * spellings or words of the same meaning.
     */
    Query ranked(QueryNode node) {
        Query wide = compile(node);
        QueryNode typed = Widening.narrow(node);
        if (typed.equals(node)) {
            return wide;
        }
        return new BooleanQuery.Builder()
                .add(wide, Occur.MUST)
                .add(new BoostQuery(new ConstantScoreQuery(compile(typed)), AS_TYPED), Occur.SHOULD)
                .build();
    }

    /** Matches the pages that the node asks for. */
    Query compile(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything everything -> new MatchAllDocsQuery();
            case QueryNode.Word word -> inFields(word.field(), word.text(), field -> word(field, word.text()));
            case QueryNode.Phrase phrase ->
                inFields(phrase.field(), phrase.text(), field -> phrase(field, phrase.text(), phrase.slop()));
            case QueryNode.Prefix prefix ->
                inFields(prefix.field(), prefix.start(), field -> prefix(field, prefix.start()));
            case QueryNode.Fuzzy fuzzy ->
                inFields(fuzzy.field(), fuzzy.text(), field -> fuzzy(field, fuzzy.text(), fuzzy.edits()));
            case QueryNode.Named named -> keyword(keywordField(named.field()), named.value());
            case QueryNode.Dates dates -> days(dateField(dates.field()), dates.from(), dates.to());
            case QueryNode.And and -> all(and.nodes());
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
            return best(onShelves(Fields.TEXT, query), new BoostQuery(onShelves(Fields.ABOUT, query), ABOUT_WEIGHT));
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

    private Query onShelves(String field, InField query) {
        return spread.over(field, query);
    }

    /** A page is on one shelf, so that the best of them is the only one. */
    private static Query onShelves(List<Shelf> shelves, Viewer viewer, String field, InField query) {
        List<Query> each = new ArrayList<>(shelves.size());
        for (Shelf shelf : shelves) {
            Query on = query.of(shelf.field(field));
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

    private static Query part(String field, TypedTerms.Part part) {
        SynonymQuery.Builder typed = new SynonymQuery.Builder(field);
        typed.addTerm(new Term(field, part.text()));
        part.spellings().forEach(spelling -> typed.addTerm(new Term(field, spelling)));
        String stem = part.stem().orElse(part.text());
        SynonymQuery.Builder stems = new SynonymQuery.Builder(field);
        stems.addTerm(new Term(field, StemMarkFilter.MARK + stem));
        if (!stem.equals(part.text())) {
            stems.addTerm(new Term(field, stem));
        }
        // Apart, so that other forms make neither the word as typed more frequent on a page nor rarer words common.
        Query forms =
                new DisjunctionMaxQuery(List.of(typed.build(), new BoostQuery(stems.build(), STEM_WEIGHT)), STEM_TIE);
        if (part.pieces().size() < 2) {
            return forms;
        }
        PhraseQuery.Builder pieces = new PhraseQuery.Builder();
        part.pieces().forEach(piece -> pieces.add(new Term(field, piece)));
        return best(forms, pieces.build());
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
    private static Query sequence(String field, List<TypedTerms.Part> parts, int slop, boolean oneWord) {
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
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(field, part.text()));
        part.spellings().forEach(spelling -> terms.add(new Term(field, spelling)));
        return terms;
    }

    private static Query row(List<List<Term>> positions, int slop) {
        if (positions.size() == 1 && positions.getFirst().size() == 1) {
            return new TermQuery(positions.getFirst().getFirst());
        }
        MultiPhraseQuery.Builder row = new MultiPhraseQuery.Builder();
        row.setSlop(slop);
        positions.forEach(terms -> row.add(terms.toArray(Term[]::new)));
        return row.build();
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

    private static Query fuzzyTerm(String field, String text, int edits) {
        return new LikeQuery(new Term(field, text), edits, FUZZY_SPELLINGS);
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
