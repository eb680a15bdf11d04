package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartroom.models.text.NoteSection;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/**
 * Writes spoken words as a note, by rules that each rewrite a few words and can be undone one by one. Text that is
 * written already (has capitals, figures or punctuation) is left as it is. Immutable; safe for use by several threads.
 *
 * <p>An edit that also starts or ends a sentence keeps the name of its own rule.
 */
public final class NoteFormatter {
    private static final Pattern WRITTEN = Pattern.compile("[\\p{Lu}0-9,;:?!]");
    private static final List<String> SCRATCH = List.of("scratch", "that");
    private static final Set<String> SCRATCH_IS_A_NOUN_AFTER =
            Set.of("a", "the", "this", "small", "deep", "superficial", "linear", "corneal", "shallow", "to", "long");
    private static final Set<String> SCRATCH_IS_A_NOUN_BEFORE =
            Set.of("is", "was", "has", "had", "were", "extends", "measures", "looks", "appears", "needs");

    private final SectionRule sections = new SectionRule();
    private final List<FormattingRule> rules = List.of(sections, new CommandRule(), new DateRule(), new NumberRule());

    private NoteFormatter() {}

    /** With the rules for English notes that come with Chartroom. */
    public static NoteFormatter english() {
        return new NoteFormatter();
    }

    /** @param words as an engine heard them */
    public FormattedNote format(List<SpokenWord> words) {
        return formatWords(words.stream().map(SpokenWord::word).toList());
    }

    /** @param spoken lower case, as spoken, one word each */
    public FormattedNote formatWords(List<String> spoken) {
        Utterance words = new Utterance(spoken);
        List<TextEdit> edits = List.of();
        if (spoken.stream().noneMatch(word -> WRITTEN.matcher(word).find())) {
            edits = sentences(words, rewrites(words));
        }
        String text = SpokenText.render(words.words(), edits);
        return new FormattedNote(text, edits, sections(words, edits));
    }

    private List<TextEdit> rewrites(Utterance words) {
        List<TextEdit> edits = new ArrayList<>();
        int index = 0;
        while (index < words.size()) {
            if (isScratch(words, index)) {
                scratch(words, index, edits);
                index += SCRATCH.size();
                continue;
            }
            TextEdit best = best(words, index, startsHere(edits, index));
            if (best == null) {
                index++;
            } else {
                edits.add(best);
                index = best.lastWord() + 1;
            }
        }
        return edits;
    }

    private @Nullable TextEdit best(Utterance words, int index, boolean atStart) {
        TextEdit best = null;
        for (FormattingRule rule : rules) {
            TextEdit edit = rule.at(words, index, atStart);
            if (edit != null && (best == null || edit.lastWord() > best.lastWord())) {
                best = edit;
            }
        }
        return best;
    }

    private static boolean startsHere(List<TextEdit> edits, int index) {
        if (index == 0) {
            return true;
        }
        TextEdit last = edits.isEmpty() ? null : edits.getLast();
        return last != null && last.lastWord() == index - 1 && (last.to().isEmpty() || endsSentence(last));
    }

    private static boolean isScratch(Utterance words, int index) {
        return words.has(index, SCRATCH)
                && !SCRATCH_IS_A_NOUN_AFTER.contains(words.at(index - 1))
                && !SCRATCH_IS_A_NOUN_BEFORE.contains(words.at(index + SCRATCH.size()));
    }

    /** Takes back what was said since the last sentence ended; said right after its end, that sentence. */
    private static void scratch(Utterance words, int index, List<TextEdit> edits) {
        int last = edits.size() - 1;
        if (last >= 0 && edits.get(last).lastWord() == index - 1 && !isHeading(edits.get(last))) {
            last--;
        }
        while (last >= 0
                && !endsSentence(edits.get(last))
                && !edits.get(last).to().isEmpty()) {
            last--;
        }
        int first = last < 0 ? 0 : edits.get(last).lastWord() + 1;
        while (edits.size() > last + 1) {
            edits.removeLast();
        }
        edits.add(words.edit(first, index + SCRATCH.size(), "", "command.scratch"));
    }

    private static boolean isHeading(TextEdit edit) {
        return edit.rule().equals(SectionRule.RULE);
    }

    /** Spoken ends only: "p.m." and "dr." have a stop too. */
    private static boolean endsSentence(TextEdit edit) {
        String text = edit.to();
        boolean spoken = edit.rule().startsWith("punctuation.") || edit.rule().startsWith("command.");
        return spoken && !text.isEmpty() && ".?!\n".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** Capitals where sentences start, a stop where the last one or one before a heading or paragraph was not ended. */
    private static List<TextEdit> sentences(Utterance words, List<TextEdit> rewrites) {
        List<TextEdit> edits = new ArrayList<>();
        boolean start = true;
        int next = 0;
        int index = 0;
        while (index < words.size()) {
            boolean rewritten = next < rewrites.size() && rewrites.get(next).firstWord() == index;
            TextEdit edit =
                    rewritten ? rewrites.get(next++) : words.edit(index, index + 1, words.at(index), "case.sentence");
            index = edit.lastWord() + 1;
            String following = next < rewrites.size() && rewrites.get(next).firstWord() == index
                    ? rewrites.get(next).to()
                    : index == words.size() ? "" : words.at(index);
            if (edit.to().isEmpty()) {
                edits.add(edit);
                continue;
            }
            String text = edit.to();
            String rule = edit.rule();
            if (isHeading(edit)) {
                text = (edits.isEmpty() && edit.firstWord() == 0 ? "" : "\n\n") + text;
            } else if (start || text.equals("i") || text.startsWith("i'")) {
                text = capital(text);
            }
            boolean ended = ".?!:;,\n(".indexOf(text.charAt(text.length() - 1)) >= 0;
            boolean lastOfParagraph =
                    index == words.size() || following.startsWith("\n") || isHeadingAt(rewrites, next, index);
            if (lastOfParagraph && !ended) {
                text += ".";
                rule = rewritten ? rule : "sentence.end";
            }
            start = endsSentence(edit);
            if (!text.equals(edit.from())) {
                edits.add(new TextEdit(edit.from(), text, rule, edit.firstWord(), edit.lastWord()));
            }
        }
        return edits;
    }

    private static boolean isHeadingAt(List<TextEdit> rewrites, int next, int index) {
        return next < rewrites.size() && rewrites.get(next).firstWord() == index && isHeading(rewrites.get(next));
    }

    private static String capital(String text) {
        int letter = text.startsWith("(") ? 1 : 0;
        return letter < text.length()
                ? text.substring(0, letter)
                        + text.substring(letter, letter + 1).toUpperCase(Locale.ROOT)
                        + text.substring(letter + 1)
                : text;
    }

    private List<NoteSection> sections(Utterance words, List<TextEdit> edits) {
        List<NoteSection> found = new ArrayList<>();
        String title = "";
        List<TextEdit> inside = new ArrayList<>();
        int from = 0;
        for (TextEdit edit : edits) {
            if (isHeading(edit)) {
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

    private void add(List<NoteSection> found, String title, List<String> words, List<TextEdit> edits, int from) {
        List<TextEdit> shifted = edits.stream()
                .map(edit -> new TextEdit(
                        edit.from(), edit.to(), edit.rule(), edit.firstWord() - from, edit.lastWord() - from))
                .toList();
        String text = SpokenText.render(words, shifted).strip();
        if (!title.isEmpty() || !text.isEmpty()) {
            found.add(new NoteSection(title, sections.code(title), text));
        }
    }
}
