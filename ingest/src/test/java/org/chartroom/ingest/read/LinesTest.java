package org.chartroom.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

/** What is made of the lines that the engine sees: order, the best of several tries, numbers, single strokes, noise. */
final class LinesTest {
    private static final int HEIGHT = 20;

    /** Letters 10 px wide, words parted by one letter, from x. */
    private static Line line(int block, int x, int y, double confidence, String... texts) {
        List<Word> words = new ArrayList<>();
        int at = x;
        for (String text : texts) {
            words.add(new Word(text, new Box(at, y, text.length() * 10, HEIGHT), confidence, 0));
            at += text.length() * 10 + 10;
        }
        return new Line(block, words);
    }

    private static String text(List<Line> lines) {
        return lines.stream()
                .map(line -> line.words().stream().map(Word::text).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aTestStaysBesideItsValueWhenTheEngineTakesThemForColumns() {
        List<Line> seen = List.of(
                line(0, 0, 0, 0.9, "Hemoglobin"),
                line(0, 0, 40, 0.9, "Platelets"),
                line(1, 400, 2, 0.9, "13.4", "g/dL"),
                line(1, 400, 41, 0.9, "250"));
        assertThat(text(Rows.inOrder(seen))).isEqualTo("Hemoglobin 13.4 g/dL\nPlatelets 250");
    }

    @Test
    void columnsOfProseAreReadOneAfterTheOther() {
        List<Line> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.add(line(0, 0, 40 * i, 0.9, "left", "column", "prose", "number", "n" + i));
        }
        for (int i = 0; i < 4; i++) {
            seen.add(line(1, 500, 40 * i, 0.9, "right", "column", "prose", "number", "n" + i));
        }
        assertThat(text(Rows.inOrder(seen)).lines().toList())
                .startsWith("left column prose number n0", "left column prose number n1")
                .endsWith("right column prose number n2", "right column prose number n3");
    }

    @Test
    void aCrookedRowIsOneRow() {
        List<Line> seen =
                List.of(line(0, 0, 0, 0.9, "one"), line(1, 100, 8, 0.9, "two"), line(2, 200, 16, 0.9, "three"));
        assertThat(text(Rows.inOrder(seen))).isEqualTo("one two three");
    }

    @Test
    void ofTwoTriesTheSurerWordsAreKept() {
        List<Line> first = List.of(line(0, 0, 0, 0.9, "take", "metopro1o1"));
        List<Line> later = List.of(new Line(
                0,
                List.of(
                        new Word("tahe", new Box(0, 0, 40, HEIGHT), 0.4, 0),
                        new Word("metoprolol", new Box(50, 0, 100, HEIGHT), 0.97, 0))));
        assertThat(text(Combined.of(first, later))).isEqualTo("take metoprolol");
    }

    @Test
    void whatTheTriesDisputeIsLessSureAndWhatTheyAgreeOnIsNot() {
        List<Line> first = List.of(line(0, 0, 0, 0.9, "dose", "25"));
        List<Line> later = List.of(line(0, 0, 0, 0.8, "dose", "28"));
        List<Word> words = Line.words(Combined.of(first, later));
        assertThat(words).extracting(Word::text).containsExactly("dose", "25");
        assertThat(words.get(0).confidence()).isEqualTo(0.9);
        assertThat(words.get(1).confidence()).isLessThan(0.7);
    }

    @Test
    void aLineThatOnlyTheLaterTrySawIsPutInItsPlace() {
        List<Line> first = List.of(line(0, 0, 0, 0.9, "above"), line(0, 0, 100, 0.9, "below"));
        List<Line> later = List.of(line(0, 0, 50, 0.9, "between"));
        assertThat(text(Rows.inOrder(Combined.of(first, later)))).isEqualTo("above\nbetween\nbelow");
    }

    @Test
    void whatALaterTryHardlySawAddsNothing() {
        List<Line> first = List.of(line(0, 0, 0, 0.9, "print"));
        assertThat(text(Combined.of(first, List.of(line(0, 0, 50, 0.3, "noise")))))
                .isEqualTo("print");
    }

    @Test
    void aPointWithALettersRoomSplitsNoNumberInPrintOfOneWidth() {
        List<Line> typed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            typed.add(typed(i * 40, "total", "amount", "value", i % 2 == 0 ? "35.|00" : "1.|2"));
        }
        assertThat(text(SplitNumbers.joined(typed)))
                .contains("total amount value 35.00")
                .contains("1.2");
    }

    @Test
    void anItemOfAListAndItsDoseAreNeverOneNumber() {
        List<Line> typed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            typed.add(typed(i * 40, "total", "amount", "1.", "25", "mg"));
        }
        assertThat(text(SplitNumbers.joined(typed))).doesNotContain("1.25");
    }

    /** Every letter has 10 px; {@code |} parts what the engine sees as two words although no letter's room is between. */
    private static Line typed(int y, String... texts) {
        List<Word> words = new ArrayList<>();
        int letter = 0;
        for (String text : texts) {
            for (String part : text.split("\\|")) {
                int width = part.length() * 10 - 2 - (part.endsWith(".") ? 5 : 0);
                words.add(new Word(part, new Box(letter * 10, y, width, HEIGHT), 0.9, 0));
                letter += part.length();
            }
            letter++;
        }
        return new Line(0, words);
    }

    @Test
    void aSingleStrokeIsAWordOnlyBeforeAWordInSmallLetters() {
        List<Line> seen = List.of(
                line(0, 0, 0, 0.95, "|", "consent"), line(0, 0, 40, 0.95, "Plan", "|"), line(0, 0, 80, 0.95, "|"));
        assertThat(text(Uprights.settled(seen))).isEqualTo("I consent\nPlan");
    }

    @Test
    void aLineOfNoiseIsNoText() {
        List<Line> seen = List.of(line(0, 0, 0, 0.9, "text"), line(0, 0, 40, 0.2, "xq", "ee", "oo"));
        assertThat(text(Judgement.withoutNoise(seen))).isEqualTo("text");
    }

    @Test
    void wordsOfALineAreCutWhereTheirBoxesReachIntoEachOther() {
        Line line = Line.ofDistinct(
                0,
                List.of(
                        new Word("RM152.", new Box(0, 0, 140, HEIGHT), 0.9, 0),
                        new Word("00", new Box(110, 0, 40, HEIGHT), 0.9, 0)));
        assertThat(line.words())
                .extracting(Word::box)
                .containsExactly(new Box(0, 0, 125, HEIGHT), new Box(125, 0, 25, HEIGHT));
    }
}
