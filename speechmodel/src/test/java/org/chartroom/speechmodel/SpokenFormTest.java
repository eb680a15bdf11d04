package org.chartroom.speechmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenFormTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Temperature 98.6. | temperature ninety eight point six period",
                "Pain since 2004. | pain since two thousand four period",
                "A 52-year-old woman. | a fifty two year old woman period",
                "Give 5 mg, then 2. | give five milligrams comma then two period",
                "The 3rd toe. | the third toe period",
                "ASSESSMENT: Cough. | assessment colon cough period",
                "Take 1-2 tablets. | take one to two tablets period",
                "X-ray of L4-5. | x ray of l four five period",
            })
    void writtenNotesAreReadAsTheyAreDictated(String written, String spoken) throws Exception {
        SpokenForm form = new SpokenForm(Set.of());
        // Chance decides between ways of saying a thing; these have one, or the first seed says the usual one.
        assertThat(List.of(said(form, written, 1), said(form, written, 2), said(form, written, 3)))
                .contains(spoken);
    }

    private static String said(SpokenForm form, String written, long seed) {
        return form.of(written, new Random(seed), Narrator.Manner.ALL_SIGNS).stream()
                .flatMap(List::stream)
                .collect(Collectors.joining(" "));
    }
}
