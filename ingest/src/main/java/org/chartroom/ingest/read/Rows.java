package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Puts lines into the order in which a person reads them: from top to bottom, unless there are columns. Blocks side by side are columns where prose stands in both, and
 * each is read to its end; otherwise they are parts of a table, a form or a bill, and what stands level is one row: a test
 * with its value, a medicine with its dose.
 */
final class Rows {
    /** A line with at least this many letters in at least {@link #WORDS} words may be prose. */
    private static final int LETTERS = 18;

    private static final int WORDS = 4;

    /** Columns of prose have at least this share of level lines where both sides are prose. */
    private static final double PROSE = 0.4;

    /** Fewer lines of prose side by side are no columns. */
    private static final int COLUMN = 3;

    private Rows() {}

    static List<Line> inOrder(List<Line> lines) {
        Map<Integer, List<Line>> blocks = new TreeMap<>();
        lines.forEach(line ->
                blocks.computeIfAbsent(line.block(), _ -> new ArrayList<>()).add(line));
        List<Integer> numbers = new ArrayList<>(blocks.keySet());
        if (!hasColumns(List.copyOf(blocks.values()))) {
            return lines.isEmpty() ? lines : rows(numbers.getFirst(), lines);
        }
        Map<Integer, Integer> table = new HashMap<>();
        numbers.forEach(number -> table.put(number, number));
        for (int one = 0; one < numbers.size(); one++) {
            for (int other = one + 1; other < numbers.size(); other++) {
                if (areOneTable(blocks.get(numbers.get(one)), blocks.get(numbers.get(other)))) {
                    join(table, numbers.get(one), numbers.get(other));
                }
            }
        }
        Map<Integer, List<Line>> tables = new TreeMap<>();
        for (int number : numbers) {
            tables.computeIfAbsent(first(table, number), _ -> new ArrayList<>()).addAll(blocks.get(number));
        }
        List<Line> ordered = new ArrayList<>();
        tables.forEach((number, parts) -> ordered.addAll(rows(number, parts)));
        return ordered;
    }

    private static boolean hasColumns(List<List<Line>> blocks) {
        for (int one = 0; one < blocks.size(); one++) {
            for (int other = one + 1; other < blocks.size(); other++) {
                if (areColumns(blocks.get(one), blocks.get(other))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int first(Map<Integer, Integer> table, int block) {
        int at = block;
        while (table.get(at) != at) {
            at = table.get(at);
        }
        return at;
    }

    private static void join(Map<Integer, Integer> table, int one, int other) {
        int first = first(table, one);
        int second = first(table, other);
        table.put(Math.max(first, second), Math.min(first, second));
    }

    private static boolean areColumns(List<Line> one, List<Line> other) {
        Level level = Level.of(one, other);
        return level.prose() >= COLUMN && level.prose() >= level.all() * PROSE;
    }

    private static boolean areOneTable(List<Line> one, List<Line> other) {
        Level level = Level.of(one, other);
        return level.all() > 0 && level.prose() < level.all() * PROSE;
    }

    /** How many pairs of lines of two blocks stand level, and in how many of them both are prose. */
    private record Level(int all, int prose) {
        static Level of(List<Line> one, List<Line> other) {
            int all = 0;
            int prose = 0;
            for (Line left : one) {
                for (Line right : other) {
                    if (Line.level(left.box(), right.box())) {
                        all++;
                        prose += isProse(left) && isProse(right) ? 1 : 0;
                    }
                }
            }
            return new Level(all, prose);
        }
    }

    private static boolean isProse(Line line) {
        long letters = line.words().stream()
                .flatMapToInt(word -> word.text().codePoints())
                .filter(Character::isLetter)
                .count();
        return letters >= LETTERS && line.words().size() >= WORDS;
    }

    /** Words that stand level in one row, from left to right. */
    private static List<Line> rows(int block, List<Line> lines) {
        List<List<Word>> rows = new ArrayList<>();
        lines.stream()
                .flatMap(line -> line.words().stream())
                .sorted(Comparator.comparingInt(word -> middle(word.box())))
                .forEach(word -> rowFor(rows, word).add(word));
        return rows.stream()
                .sorted(Comparator.comparingDouble(row -> row.stream()
                        .mapToInt(word -> middle(word.box()))
                        .average()
                        .orElse(0)))
                .map(row -> new Line(
                        block,
                        row.stream()
                                .sorted(Comparator.comparingInt(
                                        word -> word.box().x()))
                                .toList()))
                .toList();
    }

    /** The row whose nearest word stands level with this one: rows of a crooked page climb, neighbours hardly differ. */
    private static List<Word> rowFor(List<List<Word>> rows, Word word) {
        for (int i = rows.size() - 1; i >= Math.max(0, rows.size() - 6); i--) {
            Word nearest = rows.get(i).stream()
                    .min(Comparator.comparingInt(other -> Math.abs(centre(other.box()) - centre(word.box()))))
                    .orElseThrow();
            if (Line.level(nearest.box(), word.box())) {
                return rows.get(i);
            }
        }
        List<Word> row = new ArrayList<>();
        rows.add(row);
        return row;
    }

    private static int middle(Box box) {
        return box.y() * 2 + box.height();
    }

    private static int centre(Box box) {
        return box.x() * 2 + box.width();
    }
}
