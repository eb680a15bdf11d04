package org.chartroom.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {
    /** The secret of the published examples: RFC 4226, appendix D, and RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void areTheLastSixOfTheEightDigitsThatRfc6238Publishes(long second, String eight) {
        assertThat(OneTimeCodes.code(SECRET, OneTimeCodes.step(Instant.ofEpochSecond(second))))
                .isEqualTo(eight.substring(2));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void areThoseThatRfc4226PublishesByCounter(long counter, String code) {
        assertThat(OneTimeCodes.code(SECRET, counter)).isEqualTo(code);
    }

    @Test
    void ofOneStepBeforeAndAfterAreTakenAndOfNoOther() {
        long now = OneTimeCodes.step(NOON);
        for (int drift = -3; drift <= 3; drift++) {
            var step = OneTimeCodes.matching(SECRET, OneTimeCodes.code(SECRET, now + drift), NOON);
            if (Math.abs(drift) <= 1) {
                assertThat(step).as("drift " + drift).hasValue(now + drift);
            } else {
                assertThat(step).as("drift " + drift).isEmpty();
            }
        }
    }

    @Test
    void aStepLastsThirtySeconds() {
        assertThat(OneTimeCodes.step(NOON.plusSeconds(29))).isEqualTo(OneTimeCodes.step(NOON));
        assertThat(OneTimeCodes.step(NOON.plusSeconds(30))).isEqualTo(OneTimeCodes.step(NOON) + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "12345", "1234567", "abcdef", "'１２３４５６'"})
    void whatIsNoCodeMatchesNothing(String typed) {
        assertThat(OneTimeCodes.matching(SECRET, typed, NOON)).isEmpty();
    }
}
