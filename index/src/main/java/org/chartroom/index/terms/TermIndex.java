package org.chartroom.index.terms;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Finds diagnoses by words, beginnings of words, codes, and other words for the same thing. Held in memory; safe for use by
 * many threads.
 */
public final class TermIndex implements AutoCloseable {
    private static final String NUMBER = "number";
    private static final String CODE = "code";
    private static final String TITLE = "title";
    private static final int LOOKED_AT = 400;
    private static final int NEAR = 6;
    private static final int LONGEST_QUERY = 200;
    private static final float WHOLE_WORD = 3;
    private static final float COMMON = 1.6f;
    private static final float PLAIN = 1.7f;
    private static final Pattern IS_PLAIN = Pattern.compile("unspecified|without complications|uncomplicated");
    private static final Pattern IS_CODE = Pattern.compile("[A-TV-Z][0-9][0-9A-Z](?:\\.?[0-9A-Z]{0,4})?");

    private final Analyzer analyzer = new EnglishAnalyzer();
    private final List<Term> terms;
    private final Set<String> common = new HashSet<>();
    private final Map<String, List<Term>> byCategory = new HashMap<>();
    private final TreeMap<String, String> explanations = new TreeMap<>();
    private final List<Synonyms> synonyms = new ArrayList<>();
    private final Directory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    /**
     * A term that was found.
     *
     * @param meant the classification's words that the words asked for were taken for; empty when they are its own
     * @param meaning what it is in plain words, empty where nobody wrote that
     * @param near other codes of the same category
     */
    public record Hit(Term term, String meant, String meaning, List<Term> near) {}

    /** Makes an index of these and of the common ones that are not among them. */
    public static TermIndex of(List<Term> terms) {
        Map<String, Term> all = new LinkedHashMap<>();
        terms.forEach(term -> all.put(term.code(), term));
        List<Term> often = TermTables.common();
        if (terms.isEmpty()) {
            often.forEach(term -> all.put(term.code(), term));
        }
        try {
            return new TermIndex(List.copyOf(all.values()), often);
        } catch (IOException e) {
            throw new UncheckedIOException("terms could not be indexed in memory", e);
        }
    }

    private TermIndex(List<Term> terms, List<Term> often) throws IOException {
        this.terms = terms;
        often.forEach(term -> common.add(term.code()));
        terms.forEach(term -> byCategory
                .computeIfAbsent(term.category(), _ -> new ArrayList<>())
                .add(term));
        TermTables.explanations().forEach(row -> explanations.put(row.get(0), row.get(1)));
        for (List<String> row : TermTables.synonyms()) {
            synonyms.add(new Synonyms(
                    row.getFirst(),
                    words(row.getFirst()),
                    row.subList(1, row.size()).stream().map(this::words).toList()));
        }
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (int i = 0; i < terms.size(); i++) {
                Document document = new Document();
                document.add(new StoredField(NUMBER, i));
                document.add(new StringField(CODE, terms.get(i).code().replace(".", ""), Field.Store.NO));
                document.add(new TextField(TITLE, terms.get(i).title(), Field.Store.NO));
                writer.addDocument(document);
            }
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
    }

    /** How many terms there are. */
    public int size() {
        return terms.size();
    }

    /**
     * Words that mean the same.
     *
     * @param title the classification's own, as they are shown
     */
    private record Synonyms(String title, List<String> own, List<List<String>> said) {}

    private record Scored(Term term, float score, String meant) {}

    /** The best, codes specific enough to be used first. */
    public List<Hit> find(String asked, int most) {
        String query = asked.length() > LONGEST_QUERY ? asked.substring(0, LONGEST_QUERY) : asked;
        Map<String, Scored> found = new HashMap<>();
        try {
            String code = query.strip().toUpperCase(Locale.ROOT);
            if (IS_CODE.matcher(code).matches()) {
                search(new PrefixQuery(term(CODE, code.replace(".", ""))), "", found);
            }
            List<String> words = words(query);
            if (!words.isEmpty()) {
                search(all(words), "", found);
                for (Map.Entry<List<String>, String> other : meant(words).entrySet()) {
                    search(all(other.getKey()), other.getValue(), found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("terms in memory could not be searched", e);
        }
        return found.values().stream()
                .sorted(Comparator.comparing((Scored each) -> !each.term().billable())
                        .thenComparingDouble(each -> -each.score())
                        .thenComparing(each -> each.term().code()))
                .limit(most)
                .map(each -> new Hit(each.term(), each.meant(), meaning(each.term()), near(each.term())))
                .toList();
    }

    private void search(Query query, String meant, Map<String, Scored> found) throws IOException {
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc hit : searcher.search(query, LOOKED_AT).scoreDocs) {
            Number number = stored.document(hit.doc).getField(NUMBER).numericValue();
            Term term = terms.get(number.intValue());
            // Who says no more than the disease means its plain form, not the complication with the shortest title.
            float score = hit.score
                    * (common.contains(term.code()) ? COMMON : 1)
                    * (IS_PLAIN.matcher(term.title()).find() ? PLAIN : 1);
            found.merge(
                    term.code(),
                    new Scored(term, score, meant),
                    (one, other) -> one.score() >= other.score() ? one : other);
        }
    }

    private static Query all(List<String> words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : words) {
            all.add(
                    new BooleanQuery.Builder()
                            .add(
                                    new BoostQuery(new TermQuery(term(TITLE, word)), WHOLE_WORD),
                                    BooleanClause.Occur.SHOULD)
                            .add(new PrefixQuery(term(TITLE, word)), BooleanClause.Occur.SHOULD)
                            .build(),
                    BooleanClause.Occur.MUST);
        }
        return all.build();
    }

    private static org.apache.lucene.index.Term term(String field, String text) {
        return new org.apache.lucene.index.Term(field, text);
    }

    /** The words with phrases that mean something of the classification's replaced by its own, and what was put in. */
    private Map<List<String>, String> meant(List<String> words) {
        Map<List<String>, String> others = new LinkedHashMap<>();
        for (Synonyms row : synonyms) {
            for (List<String> said : row.said()) {
                int at = said.isEmpty() ? -1 : Collections.indexOfSubList(words, said);
                if (at >= 0) {
                    List<String> other = new ArrayList<>(words.subList(0, at));
                    other.addAll(row.own());
                    other.addAll(words.subList(at + said.size(), words.size()));
                    others.putIfAbsent(other, row.title());
                }
            }
        }
        return others;
    }

    private String meaning(Term term) {
        for (int length = term.code().length(); length >= 3; length--) {
            String meaning = explanations.get(term.code().substring(0, length));
            if (meaning != null) {
                return meaning;
            }
        }
        return "";
    }

    private List<Term> near(Term term) {
        return byCategory.getOrDefault(term.category(), List.of()).stream()
                .filter(other -> other.billable() && !other.code().equals(term.code()))
                .sorted(Comparator.comparing((Term other) -> !common.contains(other.code())))
                .limit(NEAR)
                .toList();
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream(TITLE, new StringReader(text))) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("words in memory could not be cut", e);
        }
        return words;
    }

    @Override
    public void close() {
        try {
            reader.close();
            directory.close();
            analyzer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory did not close", e);
        }
    }
}
