package org.chartroom.index.papers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.chartroom.index.layout.Cell;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.table.ShippedTable;

/** Titles of papers, found at their head though some of their letters were misread. Immutable. */
final class Titles {
    /** Of the words of a heading that many must belong to the title. */
    private static final double LEAST_SHARE = 0.5;

    private static final int MOST_WORDS = 10;
    /** One letter in so many may be misread. */
    private static final int LETTERS_A_SLIP = 8;

    private static final int ROWS_OF_HEAD = 16;

    /**
     * A title that was found.
     *
     * @param code of the type of document
     * @param words of the title
     * @param strength 0..1; less where other words stand beside it and farther down the page
     */
    record Found(String code, String words, double strength) {}

    private record Title(String code, String words) {}

    private final List<Title> titles = new ArrayList<>();

    private Titles() {}

    static Titles load() {
        Titles titles = new Titles();
        ShippedTable.rows(Titles.class, "titles.tsv")
                .forEach(cells -> titles.titles.add(new Title(cells.getFirst(), cells.get(1))));
        return titles;
    }

    /** The strongest title of each type at the head of a page, the strongest first. */
    List<Found> in(PageLayout page) {
        Map<String, Found> best = new HashMap<>();
        int rows = Math.min(ROWS_OF_HEAD, page.rows().size());
        for (int row = 0; row < rows; row++) {
            for (Cell cell : page.rows().get(row)) {
                double place = 1 - 0.4 * row / ROWS_OF_HEAD;
                find(cell.text(), place)
                        .ifPresent(found -> best.merge(
                                found.code(), found, (one, other) -> one.strength() >= other.strength() ? one : other));
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Found::strength).reversed().thenComparing(Found::code))
                .toList();
    }

    private Optional<Found> find(String text, double place) {
        List<String> words = Words.of(text);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        String line = String.join(" ", words);
        return titles.stream()
                .map(title -> new Found(title.code(), title.words(), share(title.words(), line) * place))
                .filter(found -> found.strength() >= LEAST_SHARE * place)
                .max(Comparator.comparingDouble(Found::strength)
                        .thenComparingInt(found -> found.words().length()));
    }

    /** How much of the line the title is, 0..1. */
    private static double share(String title, String line) {
        if ((" " + line + " ").contains(" " + title + " ")) {
            return (double) title.length() / line.length();
        }
        int slips = title.length() / LETTERS_A_SLIP;
        boolean misread = slips > 0
                && Math.abs(title.length() - line.length()) <= slips
                && new LevenshteinDistance(slips).apply(title, line) >= 0;
        return misread ? 0.9 : 0;
    }
}
