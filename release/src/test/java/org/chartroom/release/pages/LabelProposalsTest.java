package org.chartroom.release.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chartroom.models.release.Packet.Notice;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.release.notices.PartTwoNotice;
import org.chartroom.release.pages.LabelProposals.Proposal;
import org.chartroom.release.pages.LabelProposals.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks sensitive is proposed with what makes it look so; nothing is decided. */
class LabelProposalsTest {
    private static final LabelProposals PROPOSALS = LabelProposals.shipped();

    private static List<SensitiveLabel> of(String text) {
        return PROPOSALS.of(new Seen(text, "Progress note", false, false)).stream()
                .map(Proposal::label)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Psychotherapy notes of the session on Monday | PSYCHOTHERAPY_NOTE",
                "Enrolled in our opioid treatment program | PART_2",
                "alcohol rehabilitation center, day 12 | PART_2",
                "SUD counseling session note | PART_2_COUNSELLING_NOTE",
                "HIV 1/2 antibody: non-reactive | HIV",
                "continues Biktarvy daily | HIV",
                "CD4 absolute count 610 | HIV",
                "requests contraception | REPRODUCTIVE",
                "Chlamydia trachomatis not detected | REPRODUCTIVE",
                "BRCA1 pathogenic variant | GENETIC",
                "referred for genetic counseling | GENETIC",
                "prepared in anticipation of litigation | LITIGATION",
                "self-pay; do not bill insurance | SELF_PAID"
            })
    void aPageThatSaysSoIsProposed(String text, SensitiveLabel label) {
        assertThat(of(text)).contains(label);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blood pressure 128 over 76, lungs clear, back in three months",
                "hearing aids fitted on both sides",
                "Discussed diet; no alcohol this week",
                "She works at a general store and sees her family"
            })
    void anOrdinaryPageIsNot(String text) {
        assertThat(of(text)).isEmpty();
    }

    @Test
    void bothNoticesOfPartTwoAndTheOldOneAreKnownOnIncomingFaxes() {
        assertThat(of(PartTwoNotice.words(Notice.PART_2_FULL))).containsExactly(SensitiveLabel.PART_2);
        assertThat(of(PartTwoNotice.words(Notice.PART_2_SHORT))).containsExactly(SensitiveLabel.PART_2);
        assertThat(of("This information has been disclosed to you from records protected by federal confidentiality\n"
                        + "rules (42 CFR part 2). The federal rules prohibit you from making any further disclosure of\n"
                        + "information in this record"))
                .containsExactly(SensitiveLabel.PART_2);
        assertThat(of("protected by 42 CER Part 2 and may not be sent on"))
                .as("as a reader spells it on a bad line")
                .containsExactly(SensitiveLabel.PART_2);
    }

    @Test
    void aTypeAClosedChartAndAPatientWhoIsNotOfAgeCountToo() {
        assertThat(PROPOSALS.of(new Seen("result below", "Genetics report", false, true)))
                .extracting(Proposal::label)
                .containsExactly(SensitiveLabel.GENETIC, SensitiveLabel.VIP);
        assertThat(PROPOSALS.of(new Seen("asks for contraception", "", true, false)))
                .extracting(Proposal::label)
                .contains(SensitiveLabel.MINOR_CONSENTED);
        assertThat(PROPOSALS.of(new Seen("asks for contraception", "", false, false)))
                .extracting(Proposal::label)
                .doesNotContain(SensitiveLabel.MINOR_CONSENTED);
    }

    @Test
    void aProposalShowsWhatMakesThePageLookSo() {
        assertThat(PROPOSALS.of(new Seen("The result of the\nHIV test came back", "", false, false)))
                .singleElement()
                .satisfies(proposal -> assertThat(proposal.words()).contains("result of the HIV test came"));
    }
}
