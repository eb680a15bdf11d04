package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/**
 * A note's text as people have left it, beside the words it was made of: which of the formatter's rewrites still stand, where
 * each word stands, and what has to be put where to undo a rewrite or to do it again. All of it follows from words and text
 * alone, so a rewrite that was undone stays undone in every later version of the text. Immutable.
 */
public final class EditedNote {
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}\\p{N}]+(?:['’./-][\\p{L}\\p{N}]+)*|\\n|[^\\s\\p{L}\\p{N}]");

    /** Above this many comparisons the changed middle of a text counts as new; both ends are still found. */
    private static final long MOST_COMPARISONS = 9_000_000;

    /**
     * Characters of the text to be replaced.
     *
     * @param start offset of the first
     * @param end offset after the last; equal to {@code start} where something is only put in
     * @param text what stands there then, with the spaces it needs
     */
    public record Change(int start, int end, String text) {
        /** The text with the change made. */
        public String in(String text) {
            return text.substring(0, start) + this.text + text.substring(end);
        }
    }

    /**
     * A rewrite and its place.
     *
     * @param edit what was written for which words
     * @param start offset in the text of what was written, or, where it was undone, of the words
     * @param end offset after it; equal to {@code start} where words were only a command
     * @param stands whether it stands in the text; if not, its words stand there as spoken
     * @param other what to change to undo it or, where it was undone, to do it again
     */
    public record Rewrite(TextEdit edit, int start, int end, boolean stands, Change other) {}

    /**
     * Where a spoken word is in the text.
     *
     * @param word index of the word, from 0
     * @param start offset of its first character, or of all that was written for it and others
     * @param end offset after the last
     */
    public record WordPlace(int word, int start, int end) {}

    private record Token(String text, int start, int end) {}

    private final FormattedNote note;
    private final String text;
    private final List<Token> tokens;
    private final List<Rewrite> rewrites = new ArrayList<>();
    private final List<TextEdit> standing;
    private final List<WordPlace> words = new ArrayList<>();

    /**
     * @param note as it was formatted
     * @param text as it is now
     */
    public EditedNote(FormattedNote note, String text) {
        this.note = note;
        this.text = text;
        this.tokens = tokens(text);
        List<TextEdit> asMade = note.placed().stream().map(Placed::edit).toList();
        List<TextEdit> left = standingOf(asMade);
        List<TextEdit> withRemainders = new ArrayList<>(left);
        for (Placed placed : note.placed()) {
            if (!left.contains(placed.edit())) {
                withRemainders.addAll(note.remainder(placed));
            }
        }
        List<TextEdit> now = standingOf(withRemainders);
        Alignment nearly = new Alignment(now);
        // Where much was changed, what stands is found only once what does not stand is out of the way.
        List<TextEdit> again = new ArrayList<>(now);
        for (TextEdit edit : asMade) {
            boolean free = now.stream()
                    .noneMatch(each -> each.firstWord() <= edit.lastWord() && edit.firstWord() <= each.lastWord());
            if (free && !nearly.isSpoken(edit)) {
                again.add(edit);
            }
        }
        this.standing = again.size() == now.size() ? now : standingOf(again);
        Alignment last = new Alignment(standing);
        for (TextEdit edit : standing) {
            last.place(edit)
                    .ifPresent(place ->
                            rewrites.add(new Rewrite(edit, place.start(), place.end(), true, undoing(edit, place))));
        }
        for (TextEdit edit : asMade) {
            if (!standing.contains(edit)) {
                last.spoken(edit)
                        .ifPresent(place -> rewrites.add(
                                new Rewrite(edit, place.start(), place.end(), false, redoing(edit, place))));
            }
        }
        rewrites.sort(Comparator.comparingInt((Rewrite each) -> each.edit().firstWord())
                .thenComparing(each -> each.edit().lastWord()));
        last.words(words);
    }

    /** The rewrites that stand in the text, in word order, not overlapping. */
    public List<TextEdit> edits() {
        return standing;
    }

    /** All rewrites that can be undone or done again, in word order. What was typed over is not among them. */
    public List<Rewrite> rewrites() {
        return List.copyOf(rewrites);
    }

    /** The words that are still in the text, in order. */
    public List<WordPlace> words() {
        return List.copyOf(words);
    }

    /** Where words first..last are in the text; empty when one of them is not there any more. */
    public Optional<WordPlace> place(int firstWord, int lastWord) {
        WordPlace first = null;
        WordPlace last = null;
        for (WordPlace each : words) {
            if (each.word() == firstWord) {
                first = each;
            }
            if (each.word() == lastWord) {
                last = each;
            }
        }
        return first == null || last == null || last.end() <= first.start()
                ? Optional.empty()
                : Optional.of(new WordPlace(firstWord, first.start(), last.end()));
    }

    private List<TextEdit> standingOf(List<TextEdit> edits) {
        List<TextEdit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(TextEdit::firstWord));
        Alignment alignment = new Alignment(ordered);
        return ordered.stream()
                .filter(edit -> alignment.place(edit).isPresent())
                .toList();
    }

    private Change undoing(TextEdit edit, WordPlace place) {
        List<String> spoken = note.words().subList(edit.firstWord(), edit.lastWord() + 1);
        List<TextEdit> remainder = note.placed().stream()
                .filter(placed -> placed.edit().equals(edit))
                .findFirst()
                .map(note::remainder)
                .orElse(List.of())
                .stream()
                .map(left -> new TextEdit(
                        left.from(),
                        left.to(),
                        left.rule(),
                        left.firstWord() - edit.firstWord(),
                        left.lastWord() - edit.firstWord()))
                .toList();
        String left = SpokenText.render(spoken, remainder);
        // A name at the start of a sentence has its capital twice over; undone, it has none.
        return joined(place.start(), place.end(), left.equals(edit.to()) ? String.join(" ", spoken) : left);
    }

    private Change redoing(TextEdit edit, WordPlace place) {
        int start = place.start();
        int end = place.end();
        boolean secondStop = edit.to().equals(".")
                && text.substring(0, start).stripTrailing().endsWith(".");
        String written = secondStop ? "" : edit.to();
        if (written.isEmpty() || SpokenText.closes(written.charAt(0))) {
            while (start > 0 && text.charAt(start - 1) == ' ') {
                start--;
            }
        }
        if (!written.isEmpty() && SpokenText.opens(written.charAt(written.length() - 1))) {
            while (end < text.length() && text.charAt(end) == ' ') {
                end++;
            }
        }
        return joined(start, end, written);
    }

    /** The change, with a space where two words would run together. */
    private Change joined(int start, int end, String put) {
        if (put.isEmpty()) {
            return new Change(start, end, put);
        }
        boolean before = start > 0
                && !Character.isWhitespace(text.charAt(start - 1))
                && !SpokenText.opens(text.charAt(start - 1))
                && !SpokenText.closes(put.charAt(0));
        boolean after = end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && !SpokenText.closes(text.charAt(end))
                && !SpokenText.opens(put.charAt(put.length() - 1));
        return new Change(start, end, (before ? " " : "") + put + (after ? " " : ""));
    }

    private static List<Token> tokens(String text) {
        List<Token> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            found.add(new Token(matcher.group(), matcher.start(), matcher.end()));
        }
        return found;
    }

    /** What the edits make of the words, laid beside the text: the longest common run of tokens. */
    private final class Alignment {
        private final List<TextEdit> edits;
        private final SpokenText.Layout layout;
        private final List<Token> made;
        private final int[] match;
        private final SpokenText.@Nullable Piece[] pieceOf;

        Alignment(List<TextEdit> edits) {
            this.edits = edits;
            layout = SpokenText.layout(note.words(), edits);
            made = tokens(layout.text());
            match = new int[made.size()];
            Arrays.fill(match, -1);
            pieceOf = new SpokenText.Piece[note.words().size()];
            for (SpokenText.Piece piece : layout.pieces()) {
                Arrays.fill(pieceOf, piece.firstWord(), piece.lastWord() + 1, piece);
            }
            align();
        }

        private boolean same(int here, int there) {
            return made.get(here).text().equalsIgnoreCase(tokens.get(there).text());
        }

        private void align() {
            int head = 0;
            while (head < made.size() && head < tokens.size() && same(head, head)) {
                match[head] = head;
                head++;
            }
            int here = made.size();
            int there = tokens.size();
            while (here > head && there > head && same(here - 1, there - 1)) {
                match[--here] = --there;
            }
            int rows = here - head;
            int columns = there - head;
            if ((long) rows * columns > MOST_COMPARISONS || rows == 0 || columns == 0) {
                return;
            }
            String[] left = new String[rows];
            String[] right = new String[columns];
            for (int row = 0; row < rows; row++) {
                left[row] = made.get(head + row).text().toLowerCase(Locale.ROOT);
            }
            for (int column = 0; column < columns; column++) {
                right[column] = tokens.get(head + column).text().toLowerCase(Locale.ROOT);
            }
            int[][] best = new int[rows + 1][columns + 1];
            for (int row = rows - 1; row >= 0; row--) {
                for (int column = columns - 1; column >= 0; column--) {
                    best[row][column] = left[row].equals(right[column])
                            ? best[row + 1][column + 1] + 1
                            : Math.max(best[row + 1][column], best[row][column + 1]);
                }
            }
            int row = 0;
            int column = 0;
            while (row < rows && column < columns) {
                if (left[row].equals(right[column])) {
                    match[head + row++] = head + column++;
                } else if (best[row + 1][column] >= best[row][column + 1]) {
                    row++;
                } else {
                    column++;
                }
            }
        }

        /** Where an edit of this alignment stands as it was written. */
        Optional<WordPlace> place(TextEdit edit) {
            SpokenText.Piece piece = piece(edit.firstWord());
            if (piece == null) {
                return Optional.empty();
            }
            Optional<WordPlace> place = between(piece.start(), piece.end(), edit.firstWord(), true);
            // What is taken out leaves nothing to be seen: it is taken out when its words are not there.
            return piece.start() == piece.end() && place.isPresent() && new Alignment(without(edit)).isSpoken(edit)
                    ? Optional.empty()
                    : place;
        }

        private List<TextEdit> without(TextEdit edit) {
            return edits.stream().filter(each -> !each.equals(edit)).toList();
        }

        private boolean isSpoken(TextEdit edit) {
            return spoken(edit).isPresent();
        }

        /** Where the words of an edit that is not part of this alignment stand one after another. */
        Optional<WordPlace> spoken(TextEdit edit) {
            SpokenText.Piece first = piece(edit.firstWord());
            SpokenText.Piece last = piece(edit.lastWord());
            if (first == null
                    || last == null
                    || first.firstWord() < edit.firstWord()
                    || last.lastWord() > edit.lastWord()) {
                return Optional.empty();
            }
            return first.start() == last.end()
                    ? Optional.empty()
                    : between(first.start(), last.end(), edit.firstWord(), true);
        }

        void words(List<WordPlace> found) {
            for (SpokenText.Piece piece : layout.pieces()) {
                if (piece.start() == piece.end()) {
                    continue;
                }
                between(piece.start(), piece.end(), piece.firstWord(), false).ifPresent(place -> {
                    for (int word = piece.firstWord(); word <= piece.lastWord(); word++) {
                        found.add(new WordPlace(word, place.start(), place.end()));
                    }
                });
            }
        }

        private SpokenText.@Nullable Piece piece(int word) {
            return word < pieceOf.length ? pieceOf[word] : null;
        }

        private Optional<WordPlace> between(int start, int end, int word, boolean exact) {
            int first = firstFrom(start);
            if (start == end) {
                return gap(first, word);
            }
            int last = first;
            while (last + 1 < made.size() && made.get(last + 1).start() < end) {
                last++;
            }
            if (first >= made.size() || made.get(first).start() >= end) {
                return Optional.empty();
            }
            for (int at = first; at <= last; at++) {
                boolean follows = match[at] >= 0 && match[at] == match[first] + at - first;
                if (!follows
                        || exact
                                && !made.get(at)
                                        .text()
                                        .equals(tokens.get(match[at]).text())) {
                    return Optional.empty();
                }
            }
            return Optional.of(new WordPlace(
                    word,
                    tokens.get(match[first]).start(),
                    tokens.get(match[last]).end()));
        }

        /** Index of the first token that starts at the offset or later. */
        private int firstFrom(int offset) {
            int low = 0;
            int high = made.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (made.get(middle).start() < offset) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Where nothing was written: between two tokens that still follow each other. */
        private Optional<WordPlace> gap(int next, int word) {
            boolean atStart = next == 0;
            boolean atEnd = next == made.size();
            int before = atStart ? -1 : match[next - 1];
            int after = atEnd ? tokens.size() : match[next];
            boolean matched = (atStart || before >= 0) && (atEnd || after >= 0);
            if (!matched || after != before + 1) {
                return Optional.empty();
            }
            int at = atStart ? 0 : tokens.get(before).end();
            return Optional.of(new WordPlace(word, at, at));
        }
    }
}
