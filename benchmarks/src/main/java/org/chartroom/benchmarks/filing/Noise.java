package org.chartroom.benchmarks.filing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * What reading makes of words, fitted on pages that were really drawn, spoilt and read: how often a page loses words, runs two
 * together or mistakes a sign, and what each sign is mistaken for. Pages differ; each made-up page is as bad as one of the pages
 * that were read.
 */
final class Noise {
    /** Words are made up at this resolution. */
    static final int DPI = 200;

    private static final double POINTS = 72;
    private static final double NEAR = 0.03;

    /**
     * How bad one page was.
     *
     * @param wrong share of its signs that were mistaken
     * @param lost share of its words that were not read
     * @param joined share of its words that were run together with another
     */
    private record Page(double wrong, double lost, double joined) {}

    private final List<Page> pages = new ArrayList<>();
    /** For each sign what was read instead; a sign of which nothing is known is read as it is. */
    private final Map<Character, List<String>> mistakes = new HashMap<>();

    private final Map<Character, Integer> seen = new HashMap<>();
    private int signs;
    private int wrong;

    /** Takes in one page that was read. */
    void learn(List<PlacedWord> truth, List<PlacedWord> read) {
        List<PlacedWord> left = new ArrayList<>(read);
        int pageSigns = 0;
        int pageWrong = 0;
        int lost = 0;
        int joined = 0;
        List<PlacedWord> unmatched = new ArrayList<>();
        List<PlacedWord> there = truth.stream().filter(Noise::isThere).toList();
        for (PlacedWord word : there) {
            PlacedWord best = left.stream()
                    .filter(other -> Math.abs(other.x() - word.x()) < NEAR && Math.abs(other.y() - word.y()) < NEAR)
                    .min(Comparator.comparingDouble(other -> distance(word.text(), other.text())
                            + 4 * (Math.abs(other.x() - word.x()) + Math.abs(other.y() - word.y()))))
                    .filter(other -> distance(word.text(), other.text()) <= 0.4)
                    .orElse(null);
            if (best == null) {
                unmatched.add(word);
                continue;
            }
            left.remove(best);
            pageSigns += word.text().length();
            pageWrong += align(word.text(), best.text());
        }
        for (PlacedWord word : unmatched) {
            boolean within = word.text().length() > 2
                    && read.stream()
                            .anyMatch(other ->
                                    other.text().contains(word.text()) && Math.abs(other.y() - word.y()) < NEAR);
            joined += within ? 1 : 0;
            lost += within ? 0 : 1;
        }
        if (!there.isEmpty()) {
            signs += pageSigns;
            wrong += pageWrong;
            pages.add(new Page(
                    (double) pageWrong / Math.max(1, pageSigns),
                    (double) lost / there.size(),
                    (double) joined / there.size()));
        }
    }

    /** Not beyond the edge of the paper, and more than a dash, which joins with its neighbours as often as not. */
    private static boolean isThere(PlacedWord word) {
        return word.x() < 0.98 && word.text().chars().anyMatch(Character::isLetterOrDigit);
    }

    private static double distance(String one, String other) {
        return (double) LevenshteinDistance.getDefaultInstance().apply(one, other)
                / Math.max(one.length(), other.length());
    }

    /** Counts which sign became which; gives the number of mistakes. */
    private int align(String truth, String read) {
        int[][] cost = new int[truth.length() + 1][read.length() + 1];
        for (int i = 0; i <= truth.length(); i++) {
            for (int j = 0; j <= read.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int same = truth.charAt(i - 1) == read.charAt(j - 1) ? 0 : 1;
                    cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                }
            }
        }
        int mistaken = 0;
        int i = truth.length();
        int j = read.length();
        StringBuilder extra = new StringBuilder();
        while (i > 0) {
            char sign = truth.charAt(i - 1);
            String as;
            if (j > 0 && cost[i][j] == cost[i - 1][j - 1] + (sign == read.charAt(j - 1) ? 0 : 1)) {
                as = read.charAt(--j) + extra.toString();
                i--;
            } else if (j > 0 && cost[i][j] == cost[i][j - 1] + 1) {
                extra.insert(0, read.charAt(--j));
                continue;
            } else {
                as = extra.toString();
                i--;
            }
            extra.setLength(0);
            seen.merge(sign, 1, Integer::sum);
            if (!as.equals(String.valueOf(sign))) {
                mistakes.computeIfAbsent(sign, _ -> new ArrayList<>()).add(as);
                mistaken++;
            }
        }
        return mistaken;
    }

    int pagesLearnt() {
        return pages.size();
    }

    /** Share of signs that were mistaken, of all pages. */
    double errorRate() {
        return (double) wrong / Math.max(1, signs);
    }

    /** What is read of a page. */
    List<Word> read(List<Printed> page, Random chance) {
        Page like = pages.get(chance.nextInt(pages.size()));
        List<Word> words = new ArrayList<>();
        for (Printed printed : page) {
            double x = printed.x();
            StringBuilder text = new StringBuilder();
            double from = x;
            String[] parts = printed.text().split(" ");
            for (int i = 0; i < parts.length; i++) {
                double width = Width.of(parts[i], printed.size());
                if (text.isEmpty()) {
                    from = x;
                }
                if (chance.nextDouble() >= like.lost()) {
                    text.append(spoilt(parts[i], like.wrong(), chance));
                }
                x += width + Width.of(" ", printed.size());
                boolean join = i + 1 < parts.length && chance.nextDouble() < like.joined();
                if (!join && !text.isEmpty()) {
                    words.add(word(text.toString(), from, x - Width.of(" ", printed.size()), printed));
                    text.setLength(0);
                }
            }
            if (!text.toString().isBlank()) {
                words.add(word(text.toString(), from, x, printed));
            }
        }
        return words;
    }

    private static Word word(String text, double from, double to, Printed printed) {
        double scale = DPI / POINTS;
        double height = printed.size() * 0.72;
        return new Word(
                text,
                new Box(
                        (int) Math.max(0, from * scale),
                        (int) Math.max(0, (printed.y() - height) * scale),
                        (int) Math.max(1, (to - from) * scale),
                        (int) Math.max(1, height * scale)),
                0.9,
                0);
    }

    private String spoilt(String word, double rate, Random chance) {
        StringBuilder spoilt = new StringBuilder();
        for (char sign : word.toCharArray()) {
            List<String> as = mistakes.getOrDefault(sign, List.of());
            double usual = (double) as.size() / Math.max(1, seen.getOrDefault(sign, 0));
            double share = errorRate() == 0 ? 0 : Math.min(0.9, usual * rate / errorRate());
            spoilt.append(chance.nextDouble() < share ? as.get(chance.nextInt(as.size())) : String.valueOf(sign));
        }
        return spoilt.toString().strip();
    }
}
