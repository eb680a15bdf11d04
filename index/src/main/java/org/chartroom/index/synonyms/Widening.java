package org.chartroom.index.synonyms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.index.query.QueryNode;

/**
 * Lets bare words ask for what they stand for, too. What stands in quotation marks, in a field or behind NOT is meant as it
 * is typed.
 */
public final class Widening {
    private Widening() {}

    /** The query with {@link QueryNode.Widened} where words have other meanings. */
    public static QueryNode of(QueryNode node, Thesaurus thesaurus) {
        return switch (node) {
            case QueryNode.Word word
            when word.field().isEmpty() -> row(List.of(word), thesaurus).getFirst();
            case QueryNode.And and -> {
                List<QueryNode> nodes = widened(and.nodes(), thesaurus);
                yield nodes.size() == 1 ? nodes.getFirst() : new QueryNode.And(nodes, and.loose());
            }
            case QueryNode.Or or ->
                new QueryNode.Or(
                        or.nodes().stream().map(each -> of(each, thesaurus)).toList());
            case QueryNode.Everything other -> other;
            case QueryNode.Word other -> other;
            case QueryNode.Phrase other -> other;
            case QueryNode.Prefix other -> other;
            case QueryNode.Fuzzy other -> other;
            case QueryNode.Named other -> other;
            case QueryNode.Dates other -> other;
            case QueryNode.Not other -> other;
            case QueryNode.Widened other -> other;
        };
    }

    /** The query as it was typed: without meanings, and with words in place of spellings. */
    public static QueryNode narrow(QueryNode node) {
        return switch (node) {
            case QueryNode.Widened widened -> widened.typed();
            case QueryNode.Fuzzy fuzzy -> new QueryNode.Word(fuzzy.field(), fuzzy.text());
            case QueryNode.And and ->
                new QueryNode.And(and.nodes().stream().map(Widening::narrow).toList(), and.loose());
            case QueryNode.Or or ->
                new QueryNode.Or(or.nodes().stream().map(Widening::narrow).toList());
            case QueryNode.Everything other -> other;
            case QueryNode.Word other -> other;
            case QueryNode.Phrase other -> other;
            case QueryNode.Prefix other -> other;
            case QueryNode.Named other -> other;
            case QueryNode.Dates other -> other;
            case QueryNode.Not other -> other;
        };
    }

    /** The same query with words in no other form than typed. */
    public static QueryNode exact(QueryNode narrow) {
        return switch (narrow) {
            case QueryNode.Word word when word.field().isEmpty() -> new QueryNode.Phrase(word.field(), word.text(), 0);
            case QueryNode.And and ->
                new QueryNode.And(and.nodes().stream().map(Widening::exact).toList(), and.loose());
            case QueryNode.Or or ->
                new QueryNode.Or(or.nodes().stream().map(Widening::exact).toList());
            default -> narrow;
        };
    }

    /** What a widened query also asks for, as people write it. */
    public static List<String> also(QueryNode node) {
        List<String> also = new ArrayList<>();
        collect(node, also);
        return also.stream().distinct().toList();
    }

    private static void collect(QueryNode node, List<String> also) {
        switch (node) {
            case QueryNode.Widened widened -> widened.meanings().forEach(meaning -> also.add(meaning.text()));
            case QueryNode.And and -> and.nodes().forEach(each -> collect(each, also));
            case QueryNode.Or or -> or.nodes().forEach(each -> collect(each, also));
            default -> {}
        }
    }

    /** Bare words that stand side by side are looked up together, the longest entry first. */
    private static List<QueryNode> widened(List<QueryNode> nodes, Thesaurus thesaurus) {
        List<QueryNode> widened = new ArrayList<>();
        List<QueryNode.Word> bare = new ArrayList<>();
        for (QueryNode node : nodes) {
            if (node instanceof QueryNode.Word word && word.field().isEmpty()) {
                bare.add(word);
            } else {
                widened.addAll(row(bare, thesaurus));
                bare.clear();
                widened.add(of(node, thesaurus));
            }
        }
        widened.addAll(row(bare, thesaurus));
        return widened;
    }

    private static List<QueryNode> row(List<QueryNode.Word> words, Thesaurus thesaurus) {
        List<QueryNode> row = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int taken = 1;
            QueryNode node = words.get(at);
            for (int length = Math.min(Thesaurus.LONGEST, words.size() - at); length > 0; length--) {
                List<QueryNode.Word> run = words.subList(at, at + length);
                List<Meaning> meanings = thesaurus.meanings(run.stream()
                        .flatMap(word -> Thesaurus.words(word.text()).stream())
                        .toList());
                if (!meanings.isEmpty()) {
                    node = new QueryNode.Widened(
                            run.size() == 1 ? run.getFirst() : new QueryNode.And(List.copyOf(run)),
                            meanings.stream().map(Widening::other).toList());
                    taken = length;
                    break;
                }
            }
            row.add(node);
            at += taken;
        }
        return row;
    }

    private static QueryNode.Other other(Meaning meaning) {
        QueryNode node = Thesaurus.words(meaning.text()).size() > 1
                ? new QueryNode.Phrase(Optional.empty(), meaning.text(), 0)
                : new QueryNode.Word(Optional.empty(), meaning.text());
        return new QueryNode.Other(meaning.text(), node, meaning.weight());
    }
}
