package org.chartroom.index.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.index.layout.PageLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaperTypesTest {
    private final PaperTypes types = new PaperTypes();

    private String typeOf(String page) {
        return types.guess(List.of(PageLayout.of(page.replace("\\n", "\n"))))
                .map(TypeGuess::code)
                .orElse("none");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Millbrook Hospital\\nDISCHARGE SUMMARY\\nPatient: A | 18842-5",
                "Millbrook Hospital\\nDISCHARCE SUMNARY\\nPatient: A | 18842-5",
                "AUTHORIZATION FOR RELEASE OF HEALTH INFORMATION | 64292-6",
                "Consent for Treatment | 59284-0",
                "Three Rivers\\nLaboratory Report - FINAL | 11502-2",
                "FAX COVER SHEET\\nTo: Dr. Grey | CR-COVER",
                "New Patient Registration | CR-REGISTRATION",
                "Prior Authorization Request Form | CR-PRIOR-AUTH",
                "The patient was seen after the discharge summary had been sent to us by the hospital. | none",
                "Procedures: none | none",
                "nothing of the kind | none",
            })
    void theTitleAtTheHeadTellsTheTypeThoughLettersWereMisread(String page, String code) {
        assertThat(typeOf(page)).isEqualTo(code);
    }

    @Test
    void aTitleFarDownThePageIsNone() {
        assertThat(typeOf("a line\\n".repeat(20) + "DISCHARGE SUMMARY")).isEqualTo("none");
    }

    @Test
    void fromWhatWasFiledTheTypeOfAPaperWithoutATitleIsLearnt() {
        String result = "Glucose 104 mg/dL 70-99\nSodium 139 mmol/L 135-145\nspecimen venous blood";
        String note = "Chief complaint: cough\nLungs clear. The plan is to continue the inhaler";
        assertThat(typeOf(result)).isEqualTo("none");
        List<PaperTypes.Example> filed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            filed.add(new PaperTypes.Example(List.of(PageLayout.of(result + "\nPotassium 4." + i)), "11502-2"));
            filed.add(new PaperTypes.Example(List.of(PageLayout.of(note + "\nfor " + i + " weeks")), "11506-3"));
        }
        types.learn(filed);
        assertThat(typeOf("Sodium 141 mmol/L 135-145   Glucose 99 mg/dL")).isEqualTo("11502-2");
        assertThat(typeOf("cough, lungs clear, continue the inhaler")).isEqualTo("11506-3");
    }

    @Test
    void fromPapersOfOneTypeNothingIsLearnt() {
        types.learn(List.of(new PaperTypes.Example(List.of(PageLayout.of("anything")), "11502-2")));
        assertThat(typeOf("anything")).isEqualTo("none");
    }
}
