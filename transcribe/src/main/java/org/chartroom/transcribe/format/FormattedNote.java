package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;

/**
 * Written text and how it came from spoken words. Every rewrite keeps its words, where they are in the recording and the
 * rule that did it, and can be undone alone. Immutable: undoing gives another note.
 */
public final class FormattedNote {
    private final Utterance words;
    private final List<SpokenWord> heard;
    private final List<Placed> placed;
    private final List<Ambiguity> ambiguities;
    private final SectionRule headings;

    /** @param heard the words with their times, or empty where the words came without a recording */
    FormattedNote(
            Utterance words,
            List<SpokenWord> heard,
            List<Placed> placed,
            List<Ambiguity> ambiguities,
            SectionRule headings) {
        this.words = words;
        this.heard = List.copyOf(heard);
        this.placed = List.copyOf(placed);
        this.ambiguities = List.copyOf(ambiguities);
        this.headings = headings;
    }

    /** As {@link SpokenText#render} makes it of the words and the edits. */
    public String text() {
        return SpokenText.render(words.words(), edits());
    }

    /** The words as spoken, one each. */
    public List<String> words() {
        return words.words();
    }

    /** The words as spoken, single spaces between them. */
    public String asSpoken() {
        return String.join(" ", words.words());
    }

    /** In word order, not overlapping. */
    public List<TextEdit> edits() {
        return placed.stream().map(Placed::edit).toList();
    }

    /** What stayed as it was spoken because it can be read in more than one way, in word order. */
    public List<Ambiguity> ambiguities() {
        return ambiguities;
    }

    /** Where the words of an edit are in the recording; empty when the words came without one. */
    public Optional<AudioSpan> audio(TextEdit edit) {
        requireOwn(edit);
        return heard.isEmpty()
                ? Optional.empty()
                : Optional.of(new AudioSpan(
                        heard.get(edit.firstWord()).start(),
                        heard.get(edit.lastWord()).end()));
    }

    /**
     * The note with one rewrite undone: its words stand as spoken, all other edits as they were. Where the edit also began
     * or ended a sentence, its words keep that capital or stop, as edits of their own which can be undone in turn.
     *
     * @throws IllegalArgumentException when the edit is not one of this note's
     */
    public FormattedNote without(TextEdit edit) {
        Placed undone = requireOwn(edit);
        List<Placed> left = new ArrayList<>();
        for (Placed other : placed) {
            if (other == undone) {
                left.addAll(Sentences.remainder(words, undone));
            } else {
                left.add(other);
            }
        }
        return new FormattedNote(words, heard, left, ambiguities, headings);
    }

    /** The note with every rewrite undone: exactly the words as spoken. */
    public FormattedNote withoutAll() {
        return new FormattedNote(words, heard, List.of(), ambiguities, headings);
    }

    List<Placed> placed() {
        return placed;
    }

    /** What an edit of this note leaves when it is undone: the capital or stop that its place gave it. */
    List<TextEdit> remainder(Placed undone) {
        return Sentences.remainder(words, undone).stream().map(Placed::edit).toList();
    }

    private Placed requireOwn(TextEdit edit) {
        for (Placed own : placed) {
            if (own.edit().equals(edit)) {
                return own;
            }
        }
        throw new IllegalArgumentException(
                "the note has no edit " + edit.rule() + " of the words " + edit.firstWord() + ".." + edit.lastWord());
    }

    /** The text cut at its headings, in order; text before the first heading has an empty title. */
    public List<NoteSection> sections() {
        List<NoteSection> found = new ArrayList<>();
        String title = "";
        List<TextEdit> inside = new ArrayList<>();
        int from = 0;
        for (TextEdit edit : edits()) {
            if (SectionRule.isHeading(edit)) {
                add(found, title, words.words().subList(from, edit.firstWord()), inside, from);
                title = edit.to().strip().replaceFirst(":$", "");
                inside = new ArrayList<>();
                from = edit.lastWord() + 1;
            } else {
                inside.add(edit);
            }
        }
        add(found, title, words.words().subList(from, words.size()), inside, from);
        return found;
    }

    private void add(List<NoteSection> found, String title, List<String> spoken, List<TextEdit> edits, int from) {
        List<TextEdit> shifted = edits.stream()
                .map(edit -> new TextEdit(
                        edit.from(), edit.to(), edit.rule(), edit.firstWord() - from, edit.lastWord() - from))
                .toList();
        String text = SpokenText.render(spoken, shifted).strip();
        if (!title.isEmpty() || !text.isEmpty()) {
            found.add(new NoteSection(title, headings.code(title), text));
        }
    }
}
