package org.chartroom.index.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.index.TimeSpan;
import org.chartroom.models.text.SpokenWord;

/**
 * Which spoken words stand behind which words of a note. Rules and people rewrite what was said ({@code ten milligrams}
 * is written {@code 10 mg}), so only some words are the same: those are aligned first, as the longest common sequence, and
 * what lies between two of them in the note was said between them in the recording.
 */
final class SpeechAlignment {
    private static final Pattern WRITTEN = Pattern.compile("[\\p{L}\\p{N}]+(?:['\u2019][\\p{L}\\p{N}]+)*");
    /** Rows × columns beyond which the notes are aligned in pieces, to keep time and memory in bounds. */
    private static final int BLOCK = 1500;

    private final List<Span> written;
    private final List<SpokenWord> spoken;
    /** For each written word, the spoken one that is the same, or -1. */
    private final int[] same;

    private SpeechAlignment(List<Span> written, List<SpokenWord> spoken, int[] same) {
        this.written = written;
        this.spoken = spoken;
        this.same = same;
    }

    static SpeechAlignment of(String text, List<SpokenWord> spoken) {
        List<Span> written = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Matcher words = WRITTEN.matcher(text);
        while (words.find()) {
            written.add(new Span(words.start(), words.end()));
            left.add(words.group().toLowerCase(Locale.ROOT).replace('\u2019', '\''));
        }
        List<String> right = spoken.stream()
                .map(word -> word.word().toLowerCase(Locale.ROOT))
                .toList();
        int[] same = new int[left.size()];
        Arrays.fill(same, -1);
        int from = 0;
        int to = 0;
        while (from < left.size() && to < right.size()) {
            int rows = Math.min(BLOCK, left.size() - from);
            int columns = Math.min(BLOCK * 3 / 2, right.size() - to);
            align(left, right, from, from + rows, to, to + columns, same);
            int lastSame = from + rows - 1;
            while (lastSame >= from && same[lastSame] < 0) {
                lastSame--;
            }
            boolean whole = rows == left.size() - from;
            if (whole) {
                break;
            }
            // Go on after the last word that is the same: what follows it may match words of the next piece.
            int reached = lastSame < from ? to + rows : same[lastSame] + 1;
            from = Math.max(from + rows / 2, lastSame + 1);
            for (int i = from; i < same.length; i++) {
                same[i] = -1;
            }
            to = reached;
        }
        return new SpeechAlignment(written, List.copyOf(spoken), same);
    }

    /** When the words of this place were said; empty when nothing was said there. */
    Optional<TimeSpan> time(Span place) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).overlaps(place)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return Optional.empty();
        }
        int from = same[first] >= 0 ? same[first] : before(first) + 1;
        int to = same[last] >= 0 ? same[last] : after(last) - 1;
        if (from > to) {
            return Optional.empty();
        }
        return Optional.of(new TimeSpan(spoken.get(from).start(), spoken.get(to).end()));
    }

    private int before(int word) {
        int i = word;
        while (i >= 0 && same[i] < 0) {
            i--;
        }
        return i < 0 ? -1 : same[i];
    }

    private int after(int word) {
        int i = word;
        while (i < same.length && same[i] < 0) {
            i++;
        }
        return i == same.length ? spoken.size() : same[i];
    }

    /** Longest common sequence of left[l0,l1) and right[r0,r1). */
    private static void align(List<String> left, List<String> right, int l0, int l1, int r0, int r1, int[] same) {
        short[][] length = new short[l1 - l0 + 1][r1 - r0 + 1];
        for (int i = l1 - l0 - 1; i >= 0; i--) {
            for (int j = r1 - r0 - 1; j >= 0; j--) {
                length[i][j] = left.get(l0 + i).equals(right.get(r0 + j))
                        ? (short) (length[i + 1][j + 1] + 1)
                        : (short) Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < l1 - l0 && j < r1 - r0) {
            if (left.get(l0 + i).equals(right.get(r0 + j)) && length[i][j] == length[i + 1][j + 1] + 1) {
                same[l0 + i] = r0 + j;
                i++;
                j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }
}
