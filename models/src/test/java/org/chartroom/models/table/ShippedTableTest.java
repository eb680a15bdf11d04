package org.chartroom.models.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedTableTest {
    private static final String NAME = "remarks-and-cells.tsv";

    @Test
    void remarksAndEmptyLinesAreNoRows() {
        assertThat(ShippedTable.lines(ShippedTableTest.class, NAME))
                .containsExactly("one\t\tä", "two words\t# no remark\t");
    }

    @Test
    void cellsMayBeEmptyAlsoTheLast() {
        assertThat(ShippedTable.rows(ShippedTableTest.class, NAME))
                .containsExactly(List.of("one", "", "ä"), List.of("two words", "# no remark", ""));
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsReader() {
        assertThatThrownBy(() -> ShippedTable.lines(ShippedTableTest.class, "nothing.tsv"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing.tsv, which " + ShippedTableTest.class.getName()
                        + " reads, is missing from the program");
    }
}
