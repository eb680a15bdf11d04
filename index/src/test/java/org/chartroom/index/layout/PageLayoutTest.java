package org.chartroom.index.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;
import org.junit.jupiter.api.Test;

final class PageLayoutTest {
    /** Ten px a sign, words twenty px high. */
    private static List<Word> words(int x, int y, String text) {
        List<Word> words = new ArrayList<>();
        int left = x;
        for (String word : text.split(" ")) {
            words.add(new Word(word, new Box(left, y, word.length() * 10, 20), 0.9, 0));
            left += (word.length() + 1) * 10;
        }
        return words;
    }

    private static List<Word> page(List<List<Word>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }

    @Test
    void rowsGoDownThePageAndCellsLieBetweenWideGapsHoweverTheWordsWereRead() {
        List<Word> read = new ArrayList<>(page(List.of(
                words(100, 100, "Date of birth"),
                words(400, 104, "Record number"),
                words(100, 140, "04/12/1985"),
                words(400, 137, "MR 100200"))));
        Collections.shuffle(read, new Random(3));
        PageLayout layout = PageLayout.of(read);
        assertThat(layout.rows().stream()
                        .map(row -> row.stream().map(Cell::text).toList())
                        .toList())
                .containsExactly(List.of("Date of birth", "Record number"), List.of("04/12/1985", "MR 100200"));
        assertThat(layout.text(0)).isEqualTo("Date of birth   Record number");
    }

    @Test
    void whatStandsBesideAndBelowIsFoundAndWhereItStandsOnTheImage() {
        PageLayout layout = PageLayout.of(page(List.of(
                words(100, 100, "Name"),
                words(400, 100, "Born"),
                words(100, 140, "Ada Brook"),
                words(400, 140, "1961"))));
        Cell name = layout.rows().getFirst().getFirst();
        assertThat(layout.beside(name)).map(Cell::text).contains("Born");
        assertThat(layout.below(name, 0, 4)).map(Cell::text).contains("Ada Brook");
        Cell value = layout.rows().get(1).getFirst();
        assertThat(layout.place(value, 4, 9)).contains(new Box(140, 140, 50, 20));
    }

    @Test
    void nothingBelowIsFoundThreeRowsDownOrInAnotherColumn() {
        PageLayout layout = PageLayout.of("Name          Born\n              a\nb\nc\nvalue");
        Cell born = layout.rows().getFirst().get(1);
        assertThat(layout.below(born, 0, 4)).map(Cell::text).contains("a");
        assertThat(PageLayout.of("Name\n          other\n          other\nAda")
                        .below(new Cell(0, 0, 0, 4, 1, "Name"), 0, 4))
                .isEmpty();
    }

    @Test
    void ofATextAloneThreeSpacesAndTabsAreWideGapsAndNoPlaceIsKnown() {
        PageLayout layout = PageLayout.of("Ada  Brook   1961\tF\n\n  \nnext");
        assertThat(layout.rows()).hasSize(2);
        assertThat(layout.rows().getFirst()).extracting(Cell::text).containsExactly("Ada  Brook", "1961", "F");
        assertThat(layout.place(layout.rows().getFirst().getFirst(), 0, 3)).isEmpty();
    }

    @Test
    void aPageWithoutWordsHasNoRows() {
        assertThat(PageLayout.of(List.of()).rows()).isEmpty();
        assertThat(PageLayout.of("").rows()).isEmpty();
    }
}
