package org.chartroom.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretSealTest {
    private static final byte[] SECRET = "twenty bytes are it.".getBytes(StandardCharsets.US_ASCII);

    private final MasterKeys keys = MasterKeys.of(List.of(MasterKey.make(new Random(1))));
    private final SecretSeal seal = new SecretSeal(keys, "a test", new Random(2));

    @Test
    void opensWhatItSealedForTheSameOwner() throws Exception {
        assertThat(seal.open(seal.seal(SECRET, "ann"), "ann")).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() throws Exception {
        assertThat(seal.seal(SECRET, "ann")).isNotEqualTo(seal.seal(SECRET, "ann"));
    }

    @Test
    void opensForNoOtherOwnerPurposeOrKeys() throws Exception {
        String sealed = seal.seal(SECRET, "ann");
        MasterKeys others = MasterKeys.of(List.of(MasterKey.make(new Random(3))));

        assertThatThrownBy(() -> seal.open(sealed, "bob")).hasMessageContaining("not as it was sealed");
        assertThatThrownBy(() -> new SecretSeal(keys, "another", new Random(2)).open(sealed, "ann"))
                .hasMessageContaining("not as it was sealed");
        assertThatThrownBy(() -> new SecretSeal(others, "a test", new Random(2)).open(sealed, "ann"))
                .isInstanceOf(KeysException.class)
                .hasMessageContaining("put that key back");
    }

    @Test
    void opensNothingThatWasAlteredOrIsNoSealedSecret() throws Exception {
        String sealed = seal.seal(SECRET, "ann");
        char last = sealed.charAt(sealed.length() - 4);
        String altered = sealed.substring(0, sealed.length() - 4)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 3);

        for (String each : List.of(altered, "", "1.2.3", "2" + sealed.substring(1), sealed.replace('.', '!'))) {
            assertThatThrownBy(() -> seal.open(each, "ann")).as(each).isInstanceOf(KeysException.class);
        }
    }

    @Test
    void sealsNothingWithoutAKey() {
        assertThatThrownBy(() -> new SecretSeal(MasterKeys.none(), "a test", new Random(1)).seal(SECRET, "ann"))
                .hasMessageContaining("no key to seal");
    }

    @Test
    void keysThatOnlyOpenOpenIt() throws Exception {
        SecretSeal opening = new SecretSeal(keys.onlyToOpen(), "a test", new Random(1));

        assertThat(opening.open(seal.seal(SECRET, "ann"), "ann")).isEqualTo(SECRET);
    }
}
