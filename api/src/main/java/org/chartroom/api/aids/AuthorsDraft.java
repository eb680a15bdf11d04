package org.chartroom.api.aids;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.dictations.Sections;
import org.chartroom.models.record.Correction;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.UserId;
import org.chartroom.models.record.WritingAid;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.chartroom.models.text.Transcript;
import org.chartroom.transcribe.format.SpokenText;
import org.jspecify.annotations.Nullable;

/**
 * Makes an engine's draft its author's: macros that were asked for by saying "insert" and their words, and corrections the
 * author accepted. Each is a rewrite like the formatter's: it keeps its words and can be undone alone. Numbers, doses,
 * sides and negations are never touched by a correction. Immutable.
 */
public final class AuthorsDraft {
    /** Rule of a learned correction. */
    static final String CORRECTION = "author.correction";
    /** Rule of a macro that was asked for in speaking. */
    static final String MACRO = "macro.spoken";

    private static final String INSERT = "insert";

    private final AidShelf shelf;

    public AuthorsDraft(AidShelf shelf) {
        this.shelf = shelf;
    }

    private record Rewrite(List<String> spoken, String written, String rule) {
        boolean isMacro() {
            return rule.equals(MACRO);
        }
    }

    /** The draft as the author wants it; the same object when there is nothing to rewrite. */
    public Transcript of(Records records, UserId author, Transcript heard) {
        List<Rewrite> rewrites = rewrites(records, author);
        List<String> words = heard.words().stream().map(SpokenWord::word).toList();
        if (rewrites.isEmpty() || !SpokenText.render(words, heard.edits()).equals(heard.text())) {
            return heard;
        }
        HeardWords said = new HeardWords(heard);
        List<TextEdit> edits = new ArrayList<>(heard.edits());
        boolean changed = false;
        for (int index = 0; index < said.size(); ) {
            Rewrite rewrite = at(said, index, rewrites);
            if (rewrite == null) {
                index++;
                continue;
            }
            int end = index + rewrite.spoken().size();
            List<TextEdit> before = said.edits(index, end);
            edits.removeAll(before);
            edits.add(new TextEdit(
                    String.join(" ", words.subList(index, end)),
                    written(rewrite, before, index, end),
                    rewrite.rule(),
                    index,
                    end - 1));
            changed = true;
            index = end;
        }
        if (!changed) {
            return heard;
        }
        edits.sort(Comparator.comparingInt(TextEdit::firstWord));
        String text = SpokenText.render(words, edits);
        return new Transcript(
                heard.engine(),
                heard.model(),
                heard.audioMs(),
                heard.words(),
                text,
                edits,
                Sections.cut(text, heard.sections()));
    }

    private List<Rewrite> rewrites(Records records, UserId author) {
        List<Rewrite> rewrites = new ArrayList<>();
        for (WritingAid aid : shelf.of(records, author, Optional.empty())) {
            if (!aid.spoken().isEmpty()) {
                rewrites.add(new Rewrite(List.of((INSERT + " " + aid.spoken()).split(" ")), aid.text(), MACRO));
            }
        }
        for (Correction correction : records.corrections().of(author)) {
            if (correction.state() == Correction.State.ACCEPTED) {
                rewrites.add(new Rewrite(List.of(correction.spoken().split(" ")), correction.written(), CORRECTION));
            }
        }
        return rewrites;
    }

    private static @Nullable Rewrite at(HeardWords said, int index, List<Rewrite> rewrites) {
        Rewrite longest = null;
        for (Rewrite rewrite : rewrites) {
            if (said.has(index, rewrite.spoken())
                    && fits(said, index, rewrite)
                    && (longest == null
                            || rewrite.spoken().size() > longest.spoken().size())) {
                longest = rewrite;
            }
        }
        return longest;
    }

    private static boolean fits(HeardWords said, int index, Rewrite rewrite) {
        int end = index + rewrite.spoken().size();
        for (TextEdit edit : said.edits(index, end)) {
            if (edit.firstWord() < index || edit.lastWord() >= end) {
                return false;
            }
        }
        if (rewrite.isMacro()) {
            return true;
        }
        for (int i = index; i < end; i++) {
            if (!said.isPlain(i)) {
                return false;
            }
        }
        return !said.isFigure(index - 1) && !said.isFigure(end);
    }

    /** A sentence that began or ended with the words begins or ends with what is written for them. */
    private static String written(Rewrite rewrite, List<TextEdit> before, int index, int end) {
        String written = rewrite.written();
        if (rewrite.isMacro()) {
            return written.contains("\n") ? "\n" + written + "\n" : written;
        }
        boolean opens = before.stream()
                .anyMatch(edit -> edit.firstWord() == index
                        && Character.isUpperCase(edit.to().codePointAt(0)));
        boolean closes = before.stream()
                .anyMatch(edit -> edit.lastWord() == end - 1 && edit.to().endsWith("."));
        String first = written.substring(0, 1);
        return (opens ? first.toUpperCase(Locale.ROOT) : first)
                + written.substring(1)
                + (closes && !written.endsWith(".") ? "." : "");
    }
}
