package org.chartroom.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Ada Long, \"Ada Long\"",
                "a \"b\", \"a \"\"b\"\"\"",
                "=1+1, \"'=1+1\"",
                "` @SUM(A1)`, \"' @SUM(A1)\"",
                "-2, \"'-2\"",
                "＝1, \"'＝1\"",
            })
    void quotesAndNothingIsAFormula(String text, String cell) {
        assertThat(Csv.cell(text)).isEqualTo(cell);
    }
}
