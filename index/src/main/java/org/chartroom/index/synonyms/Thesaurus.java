package org.chartroom.index.synonyms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.chartroom.models.table.ShippedTable;

/** Which words stand for which; read from tables of rows (see {@code medical.tsv}), later rows over earlier ones. */
public final class Thesaurus {
    /** The most words of an entry. */
    static final int LONGEST = 10;

    /** The most other ways of writing that one entry has. */
    private static final int MOST_MEANINGS = 8;

    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}&]+");

    private final Map<List<String>, List<Meaning>> meanings;

    private Thesaurus(Map<List<String>, List<Meaning>> meanings) {
        this.meanings = meanings;
    }

    /** Without any entry. */
    public static Thesaurus empty() {
        return new Thesaurus(Map.of());
    }

    /** The table that ships. */
    public static Thesaurus shipped() {
        return of(shippedLines());
    }

    static List<String> shippedLines() {
        return ShippedTable.lines(Thesaurus.class, "medical.tsv");
    }

    /**
     * Reads rows.
     *
     * @throws BadRowException when one cannot be used
     */
    public static Thesaurus of(List<String> lines) {
        return of(List.of(), lines);
    }

    /** The first lines are known to be good; a bad line is counted from the beginning of the others. */
    static Thesaurus of(List<String> shipped, List<String> lines) {
        Map<List<String>, Map<String, Double>> all = new LinkedHashMap<>();
        readAll(all, shipped);
        readAll(all, lines);
        Map<List<String>, List<Meaning>> meanings = new LinkedHashMap<>();
        all.forEach((words, others) -> {
            List<Meaning> list = others.entrySet().stream()
                    .map(other -> new Meaning(other.getKey(), other.getValue()))
                    .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
                    .limit(MOST_MEANINGS)
                    .toList();
            if (!list.isEmpty()) {
                meanings.put(words, list);
            }
        });
        return new Thesaurus(meanings);
    }

    private static void readAll(Map<List<String>, Map<String, Double>> all, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                read(all, i + 1, line);
            }
        }
    }

    private static void read(Map<List<String>, Map<String, Double>> all, int number, String line) {
        String[] cells = line.split("\t");
        if (cells.length < 4) {
            throw new BadRowException(number, "needs a kind, a weight and two entries or more, with tabs between.");
        }
        double weight = weight(number, cells[1]);
        List<String> terms = new ArrayList<>();
        for (int i = 2; i < cells.length; i++) {
            String term = cells[i].strip();
            int words = words(term).size();
            if (words < 1 || words > LONGEST) {
                throw new BadRowException(
                        number, "an entry has 1 to " + LONGEST + " words, '" + term + "' has " + words);
            }
            terms.add(term);
        }
        String kind = cells[0].strip();
        if (!kind.equals("not")) {
            refuseOpposites(number, terms);
        }
        switch (kind) {
            case "same" -> each(terms, (a, b) -> put(all, a, b, weight));
            case "short" -> {
                for (String meant : terms.subList(1, terms.size())) {
                    put(all, terms.getFirst(), meant, weight);
                    put(all, meant, terms.getFirst(), weight);
                }
            }
            case "drug" ->
                each(terms, (a, b) -> {
                    boolean generic = a.equals(terms.getFirst()) || b.equals(terms.getFirst());
                    put(all, a, b, generic ? weight : weight * weight);
                });
            case "not" ->
                each(terms, (a, b) -> {
                    Map<String, Double> others = all.get(words(a));
                    if (others != null) {
                        others.keySet().removeIf(other -> words(other).equals(words(b)));
                    }
                });
            default -> throw new BadRowException(number, "the kind is same, short, drug or not, was '" + kind + "'");
        }
    }

    private static double weight(int number, String cell) {
        try {
            double weight = Double.parseDouble(cell.strip());
            if (weight > 0 && weight < 1) {
                return weight;
            }
        } catch (NumberFormatException e) {
            throw new BadRowException(number, "'" + cell + "' is no weight; write one such as 0.7");
        }
        throw new BadRowException(number, "a weight is above 0 and below 1, was " + cell);
    }

    private static void refuseOpposites(int number, List<String> terms) {
        each(terms, (a, b) -> {
            for (String one : words(a)) {
                for (String other : words(b)) {
                    if (Opposites.apart(one, other)) {
                        throw new BadRowException(number, "'" + a + "' and '" + b + "' must not stand for each other");
                    }
                }
            }
        });
    }

    private interface Two {
        void are(String a, String b);
    }

    private static void each(List<String> terms, Two two) {
        for (String a : terms) {
            for (String b : terms) {
                if (!a.equals(b)) {
                    two.are(a, b);
                }
            }
        }
    }

    private static void put(Map<List<String>, Map<String, Double>> all, String from, String to, double weight) {
        all.computeIfAbsent(words(from), none -> new LinkedHashMap<>()).merge(to, weight, Math::max);
    }

    /** What these words may also be written as, the nearest first; empty when they are no entry as a whole. */
    public List<Meaning> of(String phrase) {
        return meanings(words(phrase));
    }

    List<Meaning> meanings(List<String> words) {
        List<Meaning> found = meanings.get(words);
        if (found != null) {
            return found;
        }
        List<String> singular = new ArrayList<>(words);
        String last = singular.isEmpty() ? "" : singular.removeLast();
        if (last.length() > 4 && last.endsWith("s") && !last.endsWith("ss")) {
            singular.add(last.substring(0, last.length() - 1));
            return meanings.getOrDefault(singular, List.of());
        }
        return List.of();
    }

    static List<String> words(String text) {
        return NOT_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
