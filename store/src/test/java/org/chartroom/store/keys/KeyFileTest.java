package org.chartroom.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final byte[] SALT = new byte[32];
    private static final byte[] PURPOSE = "a test".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private KeyFile file = new KeyFile(Path.of("office.key"));

    @BeforeEach
    void name() {
        file = new KeyFile(folder.resolve("office.key"));
    }

    @Test
    void isMadeForItsOwnerOnlyAndGivesTheSameKeysAgain() throws Exception {
        MasterKeys made = file.add(new Random(1));
        KeyId id = made.sealing().orElseThrow();

        assertThat(file.openToOthers()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(file.read().derive(id, SALT, PURPOSE)).isEqualTo(made.derive(id, SALT, PURPOSE));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(file.openToOthers()).isNotEmpty();
    }

    @Test
    void aNewKeySealsAndTheFormerOneStillOpens() throws Exception {
        KeyId first = file.add(new Random(1)).sealing().orElseThrow();
        MasterKeys both = file.add(new Random(2));

        assertThat(both.ids()).hasSize(2).endsWith(first);
        assertThat(both.sealing()).contains(both.ids().getFirst()).isNotEqualTo(java.util.Optional.of(first));
        assertThat(both.missing(List.of(first))).isEmpty();
        assertThat(both.onlyToOpen().sealing()).isEmpty();
        assertThat(both.onlyToOpen().derive(first, SALT, PURPOSE)).isEqualTo(both.derive(first, SALT, PURPOSE));
    }

    @Test
    void givesAnotherKeyForAnotherSaltPurposeAndMasterAndNoneOfThemIsTheMaster() throws Exception {
        MasterKeys keys = file.add(new Random(1));
        KeyId one = keys.sealing().orElseThrow();
        keys = file.add(new Random(2));
        KeyId other = keys.sealing().orElseThrow();
        byte[] salt = SALT.clone();
        salt[31] = 1;

        assertThat(List.of(
                        keys.derive(one, SALT, PURPOSE),
                        keys.derive(one, salt, PURPOSE),
                        keys.derive(one, SALT, "another".getBytes(StandardCharsets.US_ASCII)),
                        keys.derive(other, SALT, PURPOSE)))
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key.getEncoded()).hasSize(32))
                .noneSatisfy(key -> assertThat(Files.readString(file.path()))
                        .contains(java.util.Base64.getEncoder().encodeToString(key.getEncoded())));
    }

    /** Test case 1 of RFC 5869, whose input key is shorter than ours: the derivation is the standard's. */
    @Test
    void derivesAsTheStandardSays() throws Exception {
        byte[] derived = javax.crypto
                .KDF
                .getInstance("HKDF-SHA256")
                .deriveData(javax.crypto.spec.HKDFParameterSpec.ofExtract()
                        .addIKM(HexFormat.of().parseHex("0b".repeat(22)))
                        .addSalt(HexFormat.of().parseHex("000102030405060708090a0b0c"))
                        .thenExpand(HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9"), 42));
        assertThat(HexFormat.of().formatHex(derived))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    @Test
    void isTakenAsSomebodyTypedItInAgain() throws Exception {
        MasterKeys made = file.add(new Random(1));
        String typed = Files.readString(file.path())
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> "  " + line.replace(" ", "\t") + "  ")
                .reduce("", (all, line) -> all + line.strip() + "\r\n\r\n");
        Files.writeString(file.path(), typed.replace("chartroom-keys\t1", "chartroom-keys 1"));

        assertThat(file.read().ids()).isEqualTo(made.ids());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chartroom-keys 2\n", "chartroom-keys 1\n", "chartroom-keys 1\nnonsense\n"})
    void whatIsNoWholeKeyFileIsRefusedWithWhatToDoAndStays(String text) throws Exception {
        Files.writeString(file.path(), text);

        assertThatThrownBy(file::read).isInstanceOf(KeysException.class).hasMessageContaining("copy back");
        assertThatThrownBy(() -> file.add(new Random(1))).isInstanceOf(KeysException.class);
        assertThat(file.path()).hasContent(text);
    }

    @Test
    void anyLetterOfAKeyThatIsWrongIsNoticedAndTheKeyIsNotShown() throws Exception {
        file.add(new Random(1));
        String whole = Files.readString(file.path());
        String key = whole.strip().substring(whole.strip().lastIndexOf(' ') + 1);
        for (int at = whole.indexOf(key) - 9; at < whole.indexOf(key) + 42; at++) {
            char other = whole.charAt(at) == '3' ? '4' : '3';
            Files.writeString(file.path(), whole.substring(0, at) + other + whole.substring(at + 1));
            assertThatThrownBy(file::read)
                    .as("letter %d", at)
                    .isInstanceOf(KeysException.class)
                    .hasMessageNotContaining(key.substring(0, 8))
                    .hasMessageNotContaining(key.substring(30));
        }
    }

    @Test
    void whatCannotBeMadeSaysWhereToPutIt() {
        KeyFile nowhere = new KeyFile(folder.resolve("none").resolve("office.key"));

        assertThatThrownBy(() -> nowhere.add(new Random(1)))
                .isInstanceOf(KeysException.class)
                .hasMessageContaining("store.keyFile");
        assertThatThrownBy(nowhere::read).hasMessageContaining("There is no key file");
    }
}
