package org.chartroom.transcribe.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A note that is about somebody else than the chart it is written in is noticed. */
class ChartRuleTest {
    private static final SafetyLinter LINTER = SafetyLinter.english();
    private static final ChartFacts FACTS =
            new ChartFacts("Baptiste", "Jules", "Marc", "MR100901", LocalDate.of(1979, 11, 30), Map.of("knee", "left"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Patient name: Maria Lopez.|chart.name|Maria Lopez",
                "Patient is Jules Underhill.|chart.name|Jules Underhill",
                "Mr. Underhill came in.|chart.name|Mr. Underhill",
                "MRN 555123.|chart.mrn|555123",
                "Medical record number MR-200.|chart.mrn|MR-200",
                "Date of birth: 11/30/1997.|chart.birth-date|11/30/1997",
                "He was born on January 2, 1950.|chart.birth-date|January 2, 1950",
                "DOB 1979-11-03.|chart.birth-date|1979-11-03",
                "The right knee was injected.|chart.laterality|right"
            })
    void findsWhatContradictsTheChart(String text, String rule, String found) {
        assertThat(LINTER.check(text, FACTS))
                .filteredOn(each -> each.rule().equals(rule))
                .extracting(Finding::found)
                .containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient name: Jules Baptiste.",
                "Patient name: Baptiste, Jules.",
                "Patient: J. Baptiste.",
                "The patient is Somewhat better.",
                "Mr. Baptiste's wife called.",
                "MRN 100901, born on November 30, 1979.",
                "Date of birth 11/30/1979.",
                "The left knee was injected. The right hip is well."
            })
    void leavesWhatFitsTheChart(String text) {
        assertThat(LINTER.check(text, FACTS))
                .filteredOn(each -> each.rule().startsWith("chart."))
                .isEmpty();
    }

    @Test
    void aPartThatTheChartNamesOnBothSidesSaysNothing() {
        assertThat(LINTER.sides(List.of("Left knee pain.", "Right knee pain, left hip pain.")))
                .isEqualTo(Map.of("hip", "left"));
    }
}
