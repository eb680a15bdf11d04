package org.chartroom.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.LetterId;
import org.chartroom.models.release.Recipient;
import org.chartroom.models.release.ReleaseId;
import org.chartroom.models.release.Statement;
import org.chartroom.release.letters.LetterCheck;
import org.chartroom.release.letters.LetterTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A letter is drafted from what is known; what nobody knows stays open, and nothing with a gap goes. */
final class LettersTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final UserId CLERK = new UserId("clerk");
    private static final UserId OFFICER = new UserId("officer");
    private static final Letter.Review BY_ANOTHER = new Letter.Review(OFFICER, NOON, "", true);

    private static Letter letter(Letter.Kind kind, Map<String, String> facts) {
        LetterTemplates.Draft draft = LetterTemplates.shipped().draft(kind, facts);
        return new Letter(
                new LetterId("l"),
                new FacilityId("here"),
                Letter.Matter.of(new ReleaseId("r")),
                Optional.empty(),
                kind,
                new Recipient("Ada Lovering", "1 Elm St", true),
                draft.subject(),
                draft.body(),
                facts,
                CLERK,
                NOON,
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static Map<String, String> facts(String... pairs) {
        Map<String, String> facts = new HashMap<>(Map.of(
                "date", "2026-06-01",
                "to", "Ada Lovering",
                "request", "r",
                "received", "2026-05-20",
                "office", "Office of Oak",
                "contact", "Pat, 555-0100"));
        for (int i = 0; i < pairs.length; i += 2) {
            facts.put(pairs[i], pairs[i + 1]);
        }
        return facts;
    }

    @ParameterizedTest
    @EnumSource(Letter.Kind.class)
    void everyKindOfLetterHasATemplateAndADraftOfNothingIsFullOfGaps(Letter.Kind kind) {
        Letter bare = letter(kind, Map.of());
        assertThat(LetterCheck.gap(bare)).isPresent();
        assertThat(LetterCheck.missing(bare, BY_ANOTHER)).isNotEmpty();
    }

    @Test
    void aLetterThatSaysEverythingMayGoOnceSomebodyElseLookedItThrough() {
        Letter letter = letter(Letter.Kind.CORRECTION, facts("defects", "- The form is not signed."));
        assertThat(letter.body()).contains("The form is not signed.").doesNotContain("[");
        assertThat(LetterCheck.missing(letter, BY_ANOTHER)).isEmpty();
        assertThat(LetterCheck.missing(letter, new Letter.Review(CLERK, NOON, "", true)))
                .extracting(reason -> reason.rule())
                .containsExactly(Statement.S10);
        assertThat(LetterCheck.missing(letter, new Letter.Review(CLERK, NOON, "nobody else is here", true)))
                .isEmpty();
    }

    @Test
    void aDenialWithoutPlainLanguageItsBasisOrTheWayToComplainDoesNotGo_C9() {
        Map<String, String> whole = facts(
                "code", "ENDANGER_SELF_OTHERS",
                "basis", "a professional found danger",
                "reason", "It would endanger you.",
                "review", "Another professional may review it.",
                "complaint", "Complain to us or to the Secretary.");
        Letter denial = letter(Letter.Kind.DENIAL, whole);
        assertThat(LetterCheck.missing(denial, BY_ANOTHER)).isEmpty();
        assertThat(LetterCheck.missing(denial, new Letter.Review(OFFICER, NOON, "", false)))
                .extracting(reason -> reason.rule())
                .containsExactly(Statement.C9);
        whole.remove("review");
        assertThat(LetterCheck.missing(letter(Letter.Kind.DENIAL, whole), BY_ANOTHER))
                .extracting(reason -> reason.rule())
                .contains(Statement.C9);
    }

    @Test
    void whoHasTheRecordsIsSaidWhereTheOfficeKnows_C11() {
        Letter silent = letter(
                Letter.Kind.NO_RECORDS,
                facts("reason", "none", "holder", "We do not know.", "knownHolder", "Clinic of Elm"));
        assertThat(LetterCheck.missing(silent, BY_ANOTHER))
                .extracting(reason -> reason.rule())
                .containsExactly(Statement.C11);
        Letter open = letter(
                Letter.Kind.NO_RECORDS,
                facts("reason", "none", "holder", "Held by Clinic of Elm.", "knownHolder", "Clinic of Elm"));
        assertThat(LetterCheck.missing(open, BY_ANOTHER)).isEmpty();
    }
}
