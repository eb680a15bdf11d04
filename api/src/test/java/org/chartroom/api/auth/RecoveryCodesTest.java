package org.chartroom.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.chartroom.api.RandomIds;
import org.chartroom.models.record.UserId;
import org.junit.jupiter.api.Test;

class RecoveryCodesTest {
    private static final UserId ANN = new UserId("ann");
    private final List<String> codes = RecoveryCodes.make(new RandomIds(new Random(1)));

    @Test
    void areTenDifferentOnesOfSixteenLettersAndDigits() {
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9a-hjkmnp-z]{4}(-[0-9a-hjkmnp-z]{4}){3}"))
                .allMatch(RecoveryCodes::looksLikeOne);
    }

    @Test
    void areTheSameHoweverTheyAreTyped() {
        String kept = RecoveryCodes.sha256(ANN, "0123-45l6-789a-bcde".replace('l', '1'));

        assertThat(RecoveryCodes.sha256(ANN, " O123 45L6789A-BCDE ")).isEqualTo(kept);
        String code = codes.getFirst();
        assertThat(RecoveryCodes.sha256(ANN, code.toUpperCase(Locale.ROOT).replace("-", "")))
                .isEqualTo(RecoveryCodes.sha256(ANN, code));
    }

    @Test
    void ofOneAccountAreNotThoseOfAnother() {
        assertThat(RecoveryCodes.sha256(ANN, codes.getFirst()))
                .isNotEqualTo(RecoveryCodes.sha256(new UserId("bob"), codes.getFirst()));
    }

    @Test
    void aCodeOfSixDigitsDoesNotLookLikeOne() {
        assertThat(RecoveryCodes.looksLikeOne("123 456")).isFalse();
    }
}
