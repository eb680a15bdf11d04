package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/**
 * Writes spoken words as a note, by rules that each rewrite a few words and can be undone one by one. What has two
 * readings stays as spoken and is named. Text that is written already (has figures, or punctuation that ends words) is
 * left as it is. Immutable; safe for use by several threads.
 *
 * <p>An edit that also starts or ends a sentence keeps the name of its own rule.
 */
public final class NoteFormatter {
    private static final Pattern WRITTEN = Pattern.compile("[0-9,;:?!()\\[\\]“”\"]");
    private static final Set<String> ABBREVIATED =
            Set.of("a.m.", "p.m.", "dr.", "mr.", "mrs.", "ms.", "st.", "vs.", "jr.", "sr.");
    private static final List<List<String>> SCRATCH =
            List.of(List.of("scratch", "that"), List.of("strike", "that"), List.of("delete", "that"));
    private static final Set<String> SCRATCH_IS_A_NOUN_AFTER = Set.of(
            "a",
            "the",
            "this",
            "small",
            "deep",
            "superficial",
            "linear",
            "corneal",
            "shallow",
            "to",
            "long",
            "not",
            "will",
            "would",
            "could",
            "can",
            "should",
            "another",
            "old",
            "minor");
    private static final Set<String> SCRATCH_IS_A_NOUN_BEFORE =
            Set.of("is", "was", "has", "had", "were", "extends", "measures", "looks", "appears", "needs");
    private static final List<List<String>> CLOSINGS =
            List.of(List.of("end", "of", "dictation"), List.of("end", "dictation"), List.of("stop", "dictation"));

    private final SectionRule sections = new SectionRule();
    private final PauseRule pauses = new PauseRule();
    private final List<FormattingRule> rules;

    private NoteFormatter() {
        Units units = new Units();
        Triggers triggers = new Triggers();
        rules = List.of(
                sections,
                new CommandRule(),
                new JoinRule(),
                new ListRule(),
                new DateRule(triggers),
                new IdentifierRule(triggers),
                new SizeRule(triggers),
                new RomanRule(triggers),
                new FrequencyRule(),
                new RatioRule(units, triggers),
                new NumberRule(units, triggers),
                new LevelRule(triggers),
                new TitleRule(),
                new SpellingRule());
    }

    /** With the rules for English notes that come with Chartroom. */
    public static NoteFormatter english() {
        return new NoteFormatter();
    }

    /** The words that rules write: names of drugs, tests and people's titles, units, short forms, headings. */
    public static Set<String> writtenWords() {
        Set<String> words = new HashSet<>();
        for (String table : List.of("spellings.tsv", "units.tsv", "frequencies.tsv", "sections.tsv", "titles.tsv")) {
            for (List<String> row : ShippedTable.rows(NoteFormatter.class, table)) {
                for (String cell : row) {
                    for (String word : cell.split("[^\\p{L}'-]+")) {
                        words.add(word);
                    }
                }
            }
        }
        words.remove("");
        return words;
    }

    /** @param words as an engine heard them; a long pause before the start of a new sentence ends one */
    public FormattedNote format(List<SpokenWord> words) {
        return format(words.stream().map(SpokenWord::word).toList(), words, pauses.in(words));
    }

    /** @param spoken as spoken, one word each */
    public FormattedNote formatWords(List<String> spoken) {
        return format(spoken, List.of(), index -> false);
    }

    /**
     * A note that was formatted before, perhaps by other rules than today's: with the rewrites it was given then. What is
     * unclear is what today's rules find unclear outside them.
     *
     * @param words as an engine heard them
     * @param edits in word order, not overlapping
     */
    public FormattedNote restore(List<SpokenWord> words, List<TextEdit> edits) {
        FormattedNote today = format(words);
        Map<TextEdit, Placed> known = new HashMap<>();
        today.placed().forEach(placed -> known.put(placed.edit(), placed));
        boolean[] covered = new boolean[words.size()];
        List<Placed> placed = new ArrayList<>();
        for (TextEdit edit : edits) {
            placed.add(known.getOrDefault(edit, new Placed(edit, false, false)));
            boolean plain = edit.from().equalsIgnoreCase(edit.to().replaceFirst("\\.$", ""));
            if (!plain) {
                Arrays.fill(covered, edit.firstWord(), Math.min(edit.lastWord() + 1, covered.length), true);
            }
        }
        List<Ambiguity> unclear = today.ambiguities().stream()
                .filter(each -> !covered[each.firstWord()])
                .toList();
        Utterance spoken = new Utterance(words.stream().map(SpokenWord::word).toList());
        return new FormattedNote(spoken, words, placed, unclear, sections);
    }

    private FormattedNote format(List<String> spoken, List<SpokenWord> heard, IntPredicate ends) {
        Utterance words = new Utterance(spoken);
        if (isWritten(spoken)) {
            return new FormattedNote(words, heard, List.of(), List.of(), sections);
        }
        List<TextEdit> kept = new ArrayList<>();
        List<TextEdit> rewrites = rewrites(words, kept);
        List<Placed> placed = Sentences.place(words, rewrites, ends);
        return new FormattedNote(words, heard, placed, UnreadNumbers.in(words, rewrites, kept), sections);
    }

    private static boolean isWritten(List<String> words) {
        return words.stream()
                .anyMatch(word -> WRITTEN.matcher(word).find()
                        || word.length() > 1 && word.endsWith(".") && !ABBREVIATED.contains(word));
    }

    private List<TextEdit> rewrites(Utterance words, List<TextEdit> kept) {
        List<TextEdit> edits = new ArrayList<>();
        int index = 0;
        while (index < words.size()) {
            int scratch = scratchAt(words, index);
            if (scratch > 0) {
                scratch(words, index, scratch, edits);
                index += scratch;
                continue;
            }
            int closing = closingAt(words, index);
            if (closing > 0) {
                edits.add(words.edit(index, index + closing, "", "command.end"));
                index += closing;
                continue;
            }
            TextEdit best = best(words.settledTo(settled(edits)), index, startsHere(edits, index));
            if (best == null) {
                index++;
                continue;
            }
            (Ambiguity.isKept(best) ? kept : edits).add(best);
            index = best.lastWord() + 1;
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

    private static int settled(List<TextEdit> edits) {
        return edits.isEmpty() ? 0 : edits.getLast().lastWord() + 1;
    }

    private static boolean startsHere(List<TextEdit> edits, int index) {
        if (index == 0) {
            return true;
        }
        TextEdit last = edits.isEmpty() ? null : edits.getLast();
        return last != null && last.lastWord() == index - 1 && (last.to().isEmpty() || Sentences.endsSentence(last));
    }

    private static int scratchAt(Utterance words, int index) {
        boolean command = SCRATCH.stream().anyMatch(phrase -> words.has(index, phrase))
                && !SCRATCH_IS_A_NOUN_AFTER.contains(words.at(index - 1))
                && !SCRATCH_IS_A_NOUN_BEFORE.contains(words.at(index + 2));
        return command ? 2 : 0;
    }

    private static int closingAt(Utterance words, int index) {
        for (List<String> phrase : CLOSINGS) {
            if (words.has(index, phrase) && index + phrase.size() == words.size()) {
                return phrase.size();
            }
        }
        return 0;
    }

    /** Takes back what was said since the last sentence ended; said right after its end, that sentence. */
    private static void scratch(Utterance words, int index, int length, List<TextEdit> edits) {
        int last = edits.size() - 1;
        if (last >= 0 && edits.get(last).lastWord() == index - 1 && !SectionRule.isHeading(edits.get(last))) {
            last--;
        }
        while (last >= 0
                && !Sentences.endsSentence(edits.get(last))
                && !edits.get(last).to().isEmpty()) {
            last--;
        }
        int first = last < 0 ? 0 : edits.get(last).lastWord() + 1;
        while (edits.size() > last + 1) {
            edits.removeLast();
        }
        edits.add(words.edit(first, index + length, "", "command.scratch"));
    }
}
