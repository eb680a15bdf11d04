package org.chartroom.transcribe.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.chartroom.models.text.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person's text knows which of the formatter's rewrites still stand in it, and each can be undone where it stands. */
class EditedNoteTest {
    private static final NoteFormatter FORMATTER = NoteFormatter.english();

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.chartroom.transcribe.format.NoteFormatterTest#rows")
    void undoingEveryRewriteOneByOneGivesTheWordsAsSpoken(String spoken, String written) {
        FormattedNote note = format(spoken);
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            String text = note.text();
            assertThat(new EditedNote(note, text).edits()).isEqualTo(note.edits());
            for (int steps = 0; steps < 200; steps++) {
                List<EditedNote.Rewrite> standing = standing(new EditedNote(note, text));
                if (standing.isEmpty()) {
                    break;
                }
                text = standing.get(random.nextInt(standing.size())).other().in(text);
            }
            assertThat(text).as("seed %s", seed).isEqualTo(spoken);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.chartroom.transcribe.format.NoteFormatterTest#rows")
    void aRewriteThatWasUndoneDoesNotStandAndComesBackAsItWas(String spoken, String written) {
        FormattedNote note = format(spoken);
        for (EditedNote.Rewrite each : standing(new EditedNote(note, note.text()))) {
            String undone = each.other().in(note.text());
            EditedNote after = new EditedNote(note, undone);
            assertThat(after.edits()).doesNotContain(each.edit());
            after.rewrites().stream()
                    .filter(rewrite -> rewrite.edit().equals(each.edit()))
                    .findFirst()
                    .ifPresent(again -> {
                        assertThat(again.stands()).isFalse();
                        assertThat(new EditedNote(note, again.other().in(undone)).edits())
                                .contains(each.edit());
                    });
        }
    }

    @Test
    void whatWasTypedOverIsNoRewriteAnyMore() {
        FormattedNote note = format("give five milligrams twice on january first period");
        EditedNote typed = new EditedNote(note, "Give 7 mg twice on January 1. He will call.");
        assertThat(typed.edits()).extracting(TextEdit::rule).doesNotContain("number.dose");
        assertThat(typed.rewrites()).extracting(each -> each.edit().rule()).doesNotContain("number.dose");
        assertThat(typed.rewrites()).extracting(each -> each.edit().to()).contains("January 1");
    }

    @Test
    void anUndoneRewriteStaysUndoneWhileTheRestIsEdited() {
        FormattedNote note = format("give five milligrams twice on january first period");
        String undone = "Give five milligrams twice on January 1.";
        EditedNote.Rewrite dose = new EditedNote(note, undone)
                .rewrites().stream().filter(each -> !each.stands()).findFirst().orElseThrow();
        assertThat(dose.edit().to()).isEqualTo("5 mg");
        assertThat(undone.substring(dose.start(), dose.end())).isEqualTo("five milligrams");
        EditedNote later = new EditedNote(note, "Please: " + undone.replace("twice", "once, then twice"));
        assertThat(later.edits())
                .extracting(TextEdit::rule)
                .doesNotContain("number.dose")
                .contains("date.month-day");
    }

    @Test
    void wordsAreFoundInATextThatWasChangedAroundThem() {
        FormattedNote note = format("the left knee is swollen period");
        EditedNote typed = new EditedNote(note, "On examination, the left knee is very swollen.");
        assertThat(typed.place(1, 2)).isPresent();
        assertThat(typed.place(3, 4)).isPresent();
        assertThat(typed.words()).extracting(EditedNote.WordPlace::word).contains(0, 1, 2, 3, 4, 5);
    }

    private static List<EditedNote.Rewrite> standing(EditedNote note) {
        return note.rewrites().stream().filter(EditedNote.Rewrite::stands).toList();
    }

    private static FormattedNote format(String spoken) {
        return FORMATTER.formatWords(List.of(spoken.split(" ")));
    }
}
