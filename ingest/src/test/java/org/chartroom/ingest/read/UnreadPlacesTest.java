package org.chartroom.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

/** What becomes of print over which nothing was read at first. */
final class UnreadPlacesTest {
    private static final Box FAR = new Box(900, 100, 60, 22);

    /** The item of a bill, read; its amount stands far to the right. */
    private static final Line ITEM = new Line(0, List.of(new Word("Gauze", new Box(100, 100, 90, 22), 0.96, 0)));

    private static final Line OTHER = new Line(4, List.of(new Word("Total", new Box(100, 900, 90, 22), 0.96, 0)));

    @Test
    void printThatIsReadSurelyAtTheSecondLookIsAddedToTheBlockItStandsIn() {
        List<Line> found = found(List.of(ITEM, OTHER), amount(900, 100), "7.50", 0.96);

        assertThat(found).hasSize(3).startsWith(ITEM, OTHER);
        assertThat(found.getLast().block()).isZero();
        assertThat(found.getLast().words())
                .singleElement()
                .satisfies(word -> assertThat(word.text()).isEqualTo("7.50"))
                .satisfies(word -> assertThat(word.box()).isEqualTo(FAR));
    }

    @Test
    void whatIsReadWithDoubtStaysUnread() {
        assertThat(found(List.of(ITEM), amount(900, 100), "7.50", 0.7)).containsExactly(ITEM);
    }

    @Test
    void aWordOfFewerLettersThanAreThereIsAGuess() {
        assertThat(found(List.of(ITEM), amount(900, 100), "75", 0.96)).containsExactly(ITEM);
    }

    @Test
    void aLetterAloneIsNotLookedAt() {
        assertThat(found(List.of(ITEM), List.of(new Box(900, 100, 16, 22)), "77", 0.96))
                .containsExactly(ITEM);
    }

    @Test
    void whatIsMuchHigherThanThePrintIsNoPrint() {
        List<Box> signature = List.of(new Box(900, 60, 40, 80), new Box(945, 60, 40, 80), new Box(990, 60, 40, 80));

        assertThat(found(List.of(ITEM), signature, "Oak", 0.96)).containsExactly(ITEM);
    }

    @Test
    void aPageWithManySuchPlacesShowsAPictureOrHandwritingAndIsLeftAsItIs() {
        List<Box> many = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            many.addAll(amount(900, 200 + 60 * i));
        }

        assertThat(found(List.of(ITEM), many, "7.50", 0.96)).containsExactly(ITEM);
    }

    /** Three digits, and a point that is too small to count. */
    private static List<Box> amount(int x, int y) {
        return List.of(new Box(x, y, 16, 22), new Box(x + 24, y, 16, 22), new Box(x + 44, y, 16, 22));
    }

    private static List<Line> found(List<Line> lines, List<Box> unread, String seen, double sure) {
        List<Box> boxes = new ArrayList<>(unread);
        for (int i = 0; i < 5; i++) {
            boxes.add(new Box(100 + 18 * i, 100, 16, 22));
        }
        return UnreadPlaces.found(
                lines,
                new Letters(boxes, 22),
                box -> Optional.of(new Word(seen, new Box(0, 0, box.width(), box.height()), sure, 0)));
    }
}
