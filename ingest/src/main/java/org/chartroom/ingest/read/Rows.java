package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
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
        List<List<Line>> blocks = blocks(lines);
        if (!hasColumns(blocks)) {
            return lines.isEmpty() ? lines : rows(lines.getFirst().block(), lines);
        }
        int[] table = new int[blocks.size()];
        for (int block = 0; block < table.length; block++) {
            table[block] = block;
        }
        for (int one = 0; one < table.length; one++) {
            for (int other = one + 1; other < table.length; other++) {
                if (areOneTable(blocks.get(one), blocks.get(other))) {
                    join(table, one, other);
                }
            }
        }
        List<Line> ordered = new ArrayList<>();
        for (int number = 0; number < table.length; number++) {
            List<Line> parts = new ArrayList<>();
            for (int block = 0; block < table.length; block++) {
                if (table[block] == number) {
                    parts.addAll(blocks.get(block));
                }
            }
            ordered.addAll(rows(number, parts));
        }
        return ordered;
    }

    /** The lines by block, in the order of the blocks. */
    private static List<List<Line>> blocks(List<Line> lines) {
        Map<Integer, List<Line>> blocks = new TreeMap<>();
        lines.forEach(line ->
                blocks.computeIfAbsent(line.block(), _ -> new ArrayList<>()).add(line));
        return List.copyOf(blocks.values());
    }

    /** Two tables become one, which has the number of the first. */
    private static void join(int[] table, int one, int other) {
        int first = Math.min(table[one], table[other]);
        int second = Math.max(table[one], table[other]);
        for (int block = 0; block < table.length; block++) {
            table[block] = table[block] == second ? first : table[block];
        }
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
