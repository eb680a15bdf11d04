package org.chartroom.api.search;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.index.Fragment;
import org.chartroom.index.query.QueryField;
import org.chartroom.index.query.QueryNode;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.Patient;

/**
 * One communication, word by word, to be asked whether it says what a query asks for. There are few of them beside the
 * documents and they are short: they are read when they are asked for, not indexed. Words match without regard to case,
 * accents and a plural's {@code s}; spellings ({@code word~}) match as the word itself.
 */
final class SaidIn {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");
    private static final int AROUND = 90;

    private record Token(String word, int start, int end) {}

    private record Part(String text, List<Token> tokens) {}

    private final Communication said;
    private final Patient patient;
    private final ZoneId zone;
    private final Part subject;
    private final List<Part> parts;
    private final List<String> names;
    private final List<String> authors;

    /** @param patient in whose chart it is */
    SaidIn(Communication said, Patient patient, ZoneId zone) {
        this.said = said;
        this.patient = patient;
        this.zone = zone;
        this.subject = part(said.subject());
        this.parts = Stream.of(
                        said.text(),
                        said.outcome(),
                        said.followUp().map(Communication.FollowUp::what).orElse(""),
                        said.counterpart(),
                        said.contact(),
                        said.answeredBy())
                .filter(text -> !text.isBlank())
                .map(SaidIn::part)
                .toList();
        this.names = words(patient.name().display() + " " + patient.mrn());
        this.authors = words(said.answeredBy() + " " + said.counterpart());
    }

    private static Part part(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            tokens.add(new Token(folded(word.group()), word.start(), word.end()));
        }
        return new Part(text, tokens);
    }

    private static List<String> words(String text) {
        return part(text).tokens().stream().map(Token::word).toList();
    }

    static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
    }

    /** Whether it says what the query asks for. */
    boolean says(QueryNode node) {
        return switch (node) {
            case QueryNode.Everything _ -> true;
            case QueryNode.Word word -> inARow(word.field(), words(word.text()), 0, false);
            case QueryNode.Fuzzy like -> inARow(like.field(), words(like.text()), 0, false);
            case QueryNode.Phrase phrase -> inARow(phrase.field(), words(phrase.text()), phrase.slop(), false);
            case QueryNode.Prefix prefix -> inARow(prefix.field(), words(prefix.start()), 0, true);
            case QueryNode.Named _ -> false;
            case QueryNode.Dates dates -> isWithin(dates);
            case QueryNode.And and -> and.nodes().stream().allMatch(this::says);
            case QueryNode.Or or -> or.nodes().stream().anyMatch(this::says);
            case QueryNode.Not not -> !says(not.node());
            case QueryNode.Widened widened ->
                says(widened.typed()) || widened.meanings().stream().anyMatch(other -> says(other.node()));
        };
    }

    private boolean isWithin(QueryNode.Dates dates) {
        LocalDate day = dates.field() == QueryField.DOB
                ? patient.birthDate()
                : said.at().atZone(zone).toLocalDate();
        return dates.from().filter(day::isBefore).isEmpty()
                && dates.to().filter(day::isAfter).isEmpty();
    }

    private boolean inARow(Optional<QueryField> field, List<String> asked, int slop, boolean open) {
        if (asked.isEmpty()) {
            return false;
        }
        if (field.isEmpty()) {
            return Stream.concat(Stream.of(subject), parts.stream())
                            .anyMatch(part -> !at(part, asked, slop, open).isEmpty())
                    || isIn(names, asked, open);
        }
        return switch (field.get()) {
            case TITLE -> !at(subject, asked, slop, open).isEmpty();
            case AUTHOR -> isIn(authors, asked, open);
            case PATIENT ->
                isIn(names, asked, open) || asked.equals(words(patient.id().value()));
            case MRN -> String.join("", words(patient.mrn())).equals(String.join("", asked));
            case TYPE -> isIn(List.of("communication", folded(said.way().name())), asked, open);
            case KIND, STAGE, CHANNEL, DATE, DOB -> false;
        };
    }

    private static boolean isIn(List<String> words, List<String> asked, boolean open) {
        for (int i = 0; i < asked.size(); i++) {
            Predicate<String> matches = matching(asked.get(i), open && i == asked.size() - 1);
            if (words.stream().noneMatch(matches)) {
                return false;
            }
        }
        return true;
    }

    /** Tokens of the first place where the words stand, in this order, or within {@code slop} of each other. */
    private static List<Token> at(Part part, List<String> asked, int slop, boolean open) {
        List<Token> tokens = part.tokens();
        int width = asked.size() + slop;
        for (int first = 0; first < tokens.size(); first++) {
            List<Token> window = tokens.subList(first, Math.min(tokens.size(), first + width));
            List<Token> found = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                Predicate<String> matches = matching(asked.get(i), open && i == asked.size() - 1);
                if (slop == 0) {
                    if (i < window.size() && matches.test(window.get(i).word())) {
                        found.add(window.get(i));
                    }
                } else {
                    window.stream()
                            .filter(token -> matches.test(token.word()) && !found.contains(token))
                            .findFirst()
                            .ifPresent(found::add);
                }
            }
            if (found.size() == asked.size()) {
                return found;
            }
        }
        return List.of();
    }

    private static Predicate<String> matching(String asked, boolean open) {
        return open ? word -> word.startsWith(asked) : word -> singular(word).equals(singular(asked));
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** A piece of what was said around the first place that the query asks for; its beginning where there is none. */
    List<Fragment> snippet(QueryNode node) {
        for (Part part : parts) {
            TreeSet<Integer> hits = new TreeSet<>();
            gather(node, part, hits);
            if (!hits.isEmpty()) {
                return cut(part, hits);
            }
        }
        return parts.isEmpty() ? List.of() : cut(parts.getFirst(), new TreeSet<>());
    }

    private static void gather(QueryNode node, Part part, TreeSet<Integer> hits) {
        switch (node) {
            case QueryNode.Word word when word.field().isEmpty() -> mark(part, words(word.text()), 0, false, hits);
            case QueryNode.Fuzzy like when like.field().isEmpty() -> mark(part, words(like.text()), 0, false, hits);
            case QueryNode.Phrase phrase
            when phrase.field().isEmpty() -> mark(part, words(phrase.text()), phrase.slop(), false, hits);
            case QueryNode.Prefix prefix
            when prefix.field().isEmpty() -> mark(part, words(prefix.start()), 0, true, hits);
            case QueryNode.And and -> and.nodes().forEach(each -> gather(each, part, hits));
            case QueryNode.Or or -> or.nodes().forEach(each -> gather(each, part, hits));
            case QueryNode.Widened widened -> {
                gather(widened.typed(), part, hits);
                widened.meanings().forEach(other -> gather(other.node(), part, hits));
            }
            case QueryNode.Everything _ -> {}
            case QueryNode.Word _ -> {}
            case QueryNode.Fuzzy _ -> {}
            case QueryNode.Phrase _ -> {}
            case QueryNode.Prefix _ -> {}
            case QueryNode.Named _ -> {}
            case QueryNode.Dates _ -> {}
            case QueryNode.Not _ -> {}
        }
    }

    private static void mark(Part part, List<String> asked, int slop, boolean open, TreeSet<Integer> hits) {
        if (asked.size() == 1) {
            Predicate<String> matches = matching(asked.getFirst(), open);
            for (int i = 0; i < part.tokens().size(); i++) {
                if (matches.test(part.tokens().get(i).word())) {
                    hits.add(i);
                }
            }
        } else {
            at(part, asked, slop, open).forEach(token -> hits.add(part.tokens().indexOf(token)));
        }
    }

    private static List<Fragment> cut(Part part, TreeSet<Integer> hits) {
        String text = part.text();
        int middle = hits.isEmpty() ? 0 : part.tokens().get(hits.first()).start();
        int from = Math.max(0, middle - AROUND);
        int to = Math.min(text.length(), middle + 2 * AROUND);
        List<Fragment> pieces = new ArrayList<>();
        int at = from;
        for (int hit : hits) {
            Token token = part.tokens().get(hit);
            if (token.start() < at || token.end() > to) {
                continue;
            }
            if (token.start() > at) {
                pieces.add(
                        new Fragment((at == from && from > 0 ? "… " : "") + text.substring(at, token.start()), false));
            }
            pieces.add(new Fragment(text.substring(token.start(), token.end()), true));
            at = token.end();
        }
        if (at < to) {
            pieces.add(new Fragment(text.substring(at, to) + (to < text.length() ? " …" : ""), false));
        }
        return pieces;
    }

    /**
     * What must stand in every communication that says this: parts of words, of each list one. More may have them than say it.
     */
    static List<List<String>> required(QueryNode node) {
        return switch (node) {
            case QueryNode.Word word -> each(word.field(), word.text());
            case QueryNode.Fuzzy like -> each(like.field(), like.text());
            case QueryNode.Phrase phrase -> each(phrase.field(), phrase.text());
            case QueryNode.Prefix prefix -> each(prefix.field(), prefix.start());
            case QueryNode.And and ->
                and.nodes().stream().flatMap(each -> required(each).stream()).toList();
            case QueryNode.Or or -> anyOf(or.nodes());
            case QueryNode.Widened widened ->
                anyOf(Stream.concat(
                                Stream.of(widened.typed()),
                                widened.meanings().stream().map(QueryNode.Other::node))
                        .toList());
            case QueryNode.Everything _ -> List.of();
            case QueryNode.Named _ -> List.of();
            case QueryNode.Dates _ -> List.of();
            case QueryNode.Not _ -> List.of();
        };
    }

    private static List<List<String>> each(Optional<QueryField> field, String text) {
        if (field.isPresent() && field.get() != QueryField.TITLE && field.get() != QueryField.AUTHOR) {
            return List.of();
        }
        return words(text).stream()
                .map(SaidIn::rough)
                .filter(part -> part.length() > 1)
                .map(List::of)
                .toList();
    }

    private static List<List<String>> anyOf(List<QueryNode> nodes) {
        List<String> any = new ArrayList<>();
        for (QueryNode node : nodes) {
            List<List<String>> required = required(node);
            if (required.isEmpty()) {
                return List.of();
            }
            any.addAll(required.getFirst());
        }
        return List.of(any);
    }

    /** The word as a store without accents finds it: letters that may carry one stand for any. */
    private static String rough(String word) {
        String stem = singular(word);
        int twoOrOne = stem.indexOf("ss");
        return (twoOrOne < 0 ? stem : stem.substring(0, twoOrOne)).replaceAll("[aeiouycnsz]", "_");
    }
}
