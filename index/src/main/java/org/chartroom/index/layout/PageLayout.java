package org.chartroom.index.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * A page as rows of cells, from top to bottom and left to right. What stands beside and what stands below something can be
 * asked for, as forms have their values there. Immutable.
 *
 * @param rows each with at least one cell
 * @param signWidth how wide a sign usually is, in the measure of the cells
 */
public record PageLayout(List<List<Cell>> rows, double signWidth) {
    /** Wider than this, in signs, no space between two words is. */
    private static final double WIDE_GAP_SIGNS = 2.6;
    /** Words belong to the same row when their middles lie within this part of their height. */
    private static final double SAME_ROW = 0.6;
    /** A value stands at most this many rows below its label. */
    private static final int ROWS_BELOW = 2;

    /** Fewer distances between rows do not tell how a page is set. */
    private static final int LEAST_GAPS = 5;

    private static final Pattern CELL = Pattern.compile("\\S+(?:(?: | {2})\\S+)*");
    private static final int TAB_SIGNS = 8;

    public PageLayout {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** A page of which only the text is known: three spaces and more, and tabs, are wide gaps. */
    public static PageLayout of(String text) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            List<Cell> cells = new ArrayList<>();
            Matcher cell = CELL.matcher(line.replace("\t", " ".repeat(TAB_SIGNS)));
            while (cell.find()) {
                cells.add(new Cell(rows.size(), cell.start(), rows.size(), cell.end(), rows.size() + 1, cell.group()));
            }
            if (!cells.isEmpty()) {
                rows.add(cells);
            }
        }
        return new PageLayout(rows, 1);
    }

    /**
     * A page by the places of its words.
     *
     * @param words in any order; lines as they were read are not relied on, for a table is often read column by column
     */
    public static PageLayout of(List<Word> words) {
        if (words.isEmpty()) {
            return new PageLayout(List.of(), 1);
        }
        double sign = median(words.stream()
                .map(word -> (double) word.box().width() / word.text().length())
                .toList());
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Word> row : rows(words)) {
            List<Cell> cells = new ArrayList<>();
            List<Word> cell = new ArrayList<>();
            for (Word word : row) {
                if (!cell.isEmpty()
                        && word.box().x() - right(cell.getLast().box()) > WIDE_GAP_SIGNS * signOf(cell, word)) {
                    cells.add(cell(rows.size(), cell));
                    cell.clear();
                }
                cell.add(word);
            }
            cells.add(cell(rows.size(), cell));
            rows.add(cells);
        }
        return new PageLayout(rows, sign);
    }

    /** Large print has large gaps. */
    private static double signOf(List<Word> cell, Word next) {
        Word last = cell.getLast();
        return Math.max(
                (double) last.box().width() / last.text().length(),
                (double) next.box().width() / next.text().length());
    }

    private static List<List<Word>> rows(List<Word> words) {
        List<List<Word>> rows = new ArrayList<>();
        for (Word word : words.stream()
                .sorted(Comparator.comparingDouble((Word word) -> middle(word.box())))
                .toList()) {
            boolean same = !rows.isEmpty()
                    && Math.abs(middle(word.box())
                                    - middle(rows.getLast().getLast().box()))
                            < SAME_ROW
                                    * Math.max(
                                            word.box().height(),
                                            rows.getLast().getLast().box().height());
            if (!same) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(word);
        }
        rows.forEach(row -> row.sort(Comparator.comparingInt(word -> word.box().x())));
        return rows;
    }

    private static double middle(Box box) {
        return box.y() + box.height() / 2.0;
    }

    private static int right(Box box) {
        return box.x() + box.width();
    }

    private static Cell cell(int row, List<Word> words) {
        Box all = words.stream().map(Word::box).reduce(Box::union).orElseThrow();
        return new Cell(
                row,
                all.x(),
                all.y(),
                right(all),
                all.y() + all.height(),
                String.join(" ", words.stream().map(Word::text).toList()),
                words.stream()
                        .flatMap(word -> Collections.nCopies(word.text().split(" ").length, word.box()).stream())
                        .toList());
    }

    /**
     * How far the rows of running text lie from each other, in the measure of the cells: the distance that most neighbours have. Empty
     * where only the text is known, or too few rows tell.
     */
    public OptionalDouble rowPitch() {
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            Cell before = rows.get(i - 1).getFirst();
            Cell next = rows.get(i).getFirst();
            if (!before.words().isEmpty() && !next.words().isEmpty()) {
                gaps.add((next.top() + next.bottom() - before.top() - before.bottom()) / 2);
            }
        }
        return gaps.size() < LEAST_GAPS ? OptionalDouble.empty() : OptionalDouble.of(median(gaps));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return Math.max(1, sorted.get(sorted.size() / 2));
    }

    /** The cell to the right in the same row. */
    public Optional<Cell> beside(Cell cell) {
        List<Cell> row = rows.get(cell.row());
        int next = row.indexOf(cell) + 1;
        return next < row.size() ? Optional.of(row.get(next)) : Optional.empty();
    }

    /**
     * The nearest cell below something that stands in a cell.
     *
     * @param from its first sign in the text of the cell
     * @param to behind its last sign
     */
    public Optional<Cell> below(Cell cell, int from, int to) {
        Cell part = part(cell, from, to);
        int last = Math.min(rows.size() - 1, cell.row() + ROWS_BELOW);
        for (int row = cell.row() + 1; row <= last; row++) {
            Optional<Cell> under = rows.get(row).stream()
                    .filter(other -> other.overlaps(part, signWidth))
                    .min(Comparator.comparingDouble(other -> Math.abs(other.left() - part.left())));
            if (under.isPresent()) {
                return under;
            }
        }
        return Optional.empty();
    }

    private static Cell part(Cell cell, int from, int to) {
        return new Cell(
                cell.row(),
                cell.placeOf(from),
                cell.top(),
                cell.placeOf(to),
                cell.bottom(),
                cell.text().substring(from, to));
    }

    /**
     * Where some signs of a cell stand on the page's image, px; empty where only the text is known.
     *
     * @param from the first of them in the text of the cell
     * @param to behind the last
     */
    public Optional<Box> place(Cell cell, int from, int to) {
        return cell.placeOf(from, to);
    }

    /** The text of a row, with three spaces between its cells. */
    public String text(int row) {
        return String.join("   ", rows.get(row).stream().map(Cell::text).toList());
    }
}
