package org.chartroom.transcribe.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.models.text.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormattedNoteTest {
    private static final NoteFormatter FORMATTER = NoteFormatter.english();

    @Test
    void oneRewriteIsUndoneAndTheOthersStay() {
        FormattedNote note = format("give five milligrams twice on january first period");
        FormattedNote undone = note.without(note.edits().get(1));
        assertThat(note.text()).isEqualTo("Give 5 mg twice on January 1.");
        assertThat(undone.text()).isEqualTo("Give five milligrams twice on January 1.");
        assertThat(undone.edits())
                .isEqualTo(List.of(
                        note.edits().get(0), note.edits().get(2), note.edits().get(3)));
    }

    @Test
    void wordsThatBeganOrEndedASentenceStillDo() {
        FormattedNote note = format("twenty milligrams were raised to thirty milligrams");
        assertThat(note.without(note.edits().getFirst()).text()).isEqualTo("Twenty milligrams were raised to 30 mg.");
        assertThat(note.without(note.edits().getLast()).text()).isEqualTo("20 mg were raised to thirty milligrams.");
    }

    @Test
    void anUndoneSentenceKeepsNoCapitalAndNoStop() {
        FormattedNote note = format("stable");
        assertThat(note.text()).isEqualTo("Stable.");
        assertThat(note.without(note.edits().getFirst()).text()).isEqualTo("stable");
    }

    @Test
    void anUndoneHeadingIsTextOfTheSectionBefore() {
        FormattedNote note = format("he is stable period next section plan aspirin");
        TextEdit heading = note.edits().stream()
                .filter(edit -> edit.rule().equals("command.section"))
                .findFirst()
                .orElseThrow();
        assertThat(note.sections()).hasSize(2);
        assertThat(note.without(heading).sections()).hasSize(1);
    }

    @Test
    void scratchedWordsComeBack() {
        FormattedNote note = format("he has pain scratch that she has pain");
        assertThat(note.without(note.edits().getFirst()).text()).isEqualTo("he has pain scratch that She has pain.");
    }

    @Test
    void anEditOfAnotherNoteIsRefused() {
        FormattedNote note = format("five milligrams");
        TextEdit other = format("give six milligrams now").edits().get(1);
        assertThatThrownBy(() -> note.without(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number.dose");
    }

    @Test
    void everyEditKnowsWhereItIsInTheRecording() {
        List<SpokenWord> heard = List.of(
                new SpokenWord("give", 1.0, 1.3, 0.9),
                new SpokenWord("five", 1.4, 1.7, 0.9),
                new SpokenWord("milligrams", 1.8, 2.5, 0.9));
        FormattedNote note = FORMATTER.format(heard);
        assertThat(note.audio(note.edits().get(1))).contains(new AudioSpan(1.4, 2.5));
        FormattedNote withoutSound = format("give five milligrams");
        assertThat(withoutSound.audio(withoutSound.edits().get(1))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.chartroom.transcribe.format.NoteFormatterTest#rows")
    void undoingAllGivesExactlyTheSpokenWords(String spoken, String written) {
        FormattedNote note = format(spoken);
        assertThat(note.withoutAll().text()).isEqualTo(spoken);
        assertThat(note.asSpoken()).isEqualTo(spoken);
        FormattedNote oneByOne = note;
        while (!oneByOne.edits().isEmpty()) {
            oneByOne = oneByOne.without(oneByOne.edits().getLast());
        }
        assertThat(oneByOne.text()).isEqualTo(spoken);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.chartroom.transcribe.format.NoteFormatterTest#rows")
    void undoingAnyOneLeavesEveryOtherAsItWas(String spoken, String written) {
        FormattedNote note = format(spoken);
        for (TextEdit edit : note.edits()) {
            List<TextEdit> others = new ArrayList<>(note.edits());
            others.remove(edit);
            FormattedNote undone = note.without(edit);
            assertThat(undone.edits()).containsAll(others).doesNotContain(edit);
            assertThat(undone.edits().size() - others.size()).isLessThanOrEqualTo(2);
            assertThat(undone.text()).containsIgnoringCase(edit.from());
        }
    }

    private static FormattedNote format(String spoken) {
        return FORMATTER.formatWords(List.of(spoken.split(" ")));
    }
}
