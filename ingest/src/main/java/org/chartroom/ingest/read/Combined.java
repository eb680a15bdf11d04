package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * One reading of a page made of several tries at it. Each line keeps, of the words that different tries saw in the same
 * place, those that do not overlap and of which the most was read surely; the same word seen twice counts for more. The order is that of the
 * first try. The choice is the best one there is (weighted interval scheduling along the line), not a walk from left to
 * right.
 */
final class Combined {
    /** What only a later try saw is taken in when it saw it at least this surely. */
    private static final double SURE = 0.5;

    /** How much of the other's worth the same word in the same place adds. */
    private static final double AGREED = 0.5;

    /** How much of its own sureness a word loses to another one that a different try saw, as surely, in the same place. */
    private static final double DISPUTED = 0.4;

    /** Words may overlap by this share of the smaller measure, as boxes are a little too wide at times. */
    private static final double OVERLAP = 0.25;

    private Combined() {}

    private record Candidate(Word word, boolean first, double worth) {
        int right() {
            return word.box().x() + word.box().width();
        }
    }

    static List<Line> of(List<Line> first, List<Line> later) {
        List<List<Candidate>> places = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        for (Line line : first) {
            places.add(candidates(line, true));
            boxes.add(line.box());
            blocks.add(line.block());
        }
        int known = first.size();
        for (Line line : later) {
            List<Candidate> fresh = new ArrayList<>();
            for (Candidate candidate : candidates(line, false)) {
                int place = placeOf(candidate.word().box(), boxes.subList(0, known));
                if (place >= 0) {
                    places.get(place).add(candidate);
                } else if (candidate.word().confidence() >= SURE) {
                    fresh.add(candidate);
                }
            }
            if (!fresh.isEmpty()) {
                Box box = fresh.stream()
                        .map(candidate -> candidate.word().box())
                        .reduce(Box::union)
                        .orElseThrow();
                int after = above(box, boxes);
                places.add(after, fresh);
                boxes.add(after, box);
                blocks.add(after, blocks.isEmpty() ? 0 : blocks.get(Math.max(0, after - 1)));
                known = boxes.size();
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            List<Word> words = chosen(agreed(places.get(i)));
            if (!words.isEmpty()) {
                lines.add(new Line(blocks.get(i), words));
            }
        }
        return lines;
    }

    private static List<Candidate> candidates(Line line, boolean first) {
        List<Candidate> candidates = new ArrayList<>();
        for (Word word : line.words()) {
            if (Judgement.speaks(word)) {
                candidates.add(new Candidate(
                        word, first, Math.max(0.5, Judgement.letters(word)) * word.confidence() * word.confidence()));
            }
        }
        return candidates;
    }

    /** The line in which a word stands: level with it, and over or beside its words by no more than a few letters. */
    private static int placeOf(Box word, List<Box> lines) {
        int best = -1;
        int most = 0;
        for (int i = 0; i < lines.size(); i++) {
            Box line = lines.get(i);
            int reach = 2 * line.height();
            if (word.x() > line.x() + line.width() + reach || word.x() + word.width() < line.x() - reach) {
                continue;
            }
            int shared = Math.min(word.y() + word.height(), line.y() + line.height()) - Math.max(word.y(), line.y());
            if (shared > most && Line.level(word, line)) {
                most = shared;
                best = i;
            }
        }
        return best;
    }

    /** Where a new line goes: after the lowest line above it that shares its columns. */
    private static int above(Box line, List<Box> lines) {
        int after = 0;
        int lowest = -1;
        for (int i = 0; i < lines.size(); i++) {
            Box other = lines.get(i);
            boolean columns = other.x() < line.x() + line.width() && line.x() < other.x() + other.width();
            if (columns && other.y() <= line.y() && other.y() > lowest) {
                lowest = other.y();
                after = i + 1;
            }
        }
        return after;
    }

    private static List<Candidate> agreed(List<Candidate> seen) {
        List<Candidate> weighed = new ArrayList<>(seen.size());
        for (Candidate one : seen) {
            double worth = one.worth();
            for (Candidate other : seen) {
                Box here = one.word().box();
                Box there = other.word().box();
                if (one.first() != other.first()
                        && one.word().text().equals(other.word().text())
                        && Math.abs(here.x() - there.x()) < here.height()) {
                    worth += AGREED * other.worth();
                }
            }
            weighed.add(new Candidate(one.word(), one.first(), worth));
        }
        return weighed;
    }

    private static List<Word> chosen(List<Candidate> candidates) {
        List<Candidate> byEnd = new ArrayList<>(candidates);
        byEnd.sort(
                Comparator.comparingInt(Candidate::right).thenComparing(Candidate::first, Comparator.reverseOrder()));
        int count = byEnd.size();
        double[] best = new double[count + 1];
        int[] before = new int[count + 1];
        boolean[] taken = new boolean[count + 1];
        for (int i = 1; i <= count; i++) {
            Candidate candidate = byEnd.get(i - 1);
            int free = i - 1;
            while (free > 0 && overlap(byEnd.get(free - 1), candidate)) {
                free--;
            }
            double with = best[free] + candidate.worth();
            taken[i] = with > best[i - 1];
            best[i] = taken[i] ? with : best[i - 1];
            before[i] = taken[i] ? free : i - 1;
        }
        List<Word> words = new ArrayList<>();
        for (int i = count; i > 0; i = before[i]) {
            Candidate candidate = byEnd.get(i - 1);
            if (taken[i] && (candidate.first() || candidate.word().confidence() >= SURE)) {
                words.add(disputed(candidate, candidates));
            }
        }
        return words.reversed();
    }

    /** The word, less sure where another try read something else there. */
    private static Word disputed(Candidate chosen, List<Candidate> candidates) {
        double rival = 0;
        for (Candidate other : candidates) {
            if (other.first() != chosen.first()
                    && !other.word().text().equals(chosen.word().text())
                    && (overlap(other, chosen) && overlap(chosen, other))) {
                rival = Math.max(rival, other.word().confidence());
            }
        }
        Word word = chosen.word();
        return rival == 0
                ? word
                : new Word(word.text(), word.box(), word.confidence() * (1 - DISPUTED * rival), word.line());
    }

    private static boolean overlap(Candidate left, Candidate right) {
        Box one = left.word().box();
        Box other = right.word().box();
        double allowed = OVERLAP * Math.min(other.height(), Math.min(one.width(), other.width()));
        return left.right() > other.x() + allowed;
    }
}
