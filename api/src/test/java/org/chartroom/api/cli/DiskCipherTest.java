package org.chartroom.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux tells of the disk under a folder, told here by files laid out as proc and sys are. */
class DiskCipherTest {
    @TempDir
    private Path machine;

    private void mounted(String lines) throws IOException {
        Files.writeString(machine.resolve("mountinfo"), lines);
    }

    private Path block(String number, String dmUuid) throws IOException {
        Path block = Files.createDirectories(machine.resolve("sys/dev/block").resolve(number));
        if (!dmUuid.isEmpty()) {
            Files.writeString(Files.createDirectories(block.resolve("dm")).resolve("uuid"), dmUuid + "\n");
        }
        return block;
    }

    private DiskCipher.Found of(Path folder) {
        return new DiskCipher(machine.resolve("mountinfo"), machine.resolve("sys")).of(folder);
    }

    @Test
    void aDiskUnderLuksIsEncryptedAndSoIsALogicalVolumeOnOne() throws IOException {
        Path data = Files.createDirectories(machine.toRealPath().resolve("srv/chart room"));
        String root = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n";
        mounted(root + "2 1 254:3 / " + data.toString().replace(" ", "\\040") + " rw - ext4 /dev/dm-3 rw\n");
        block("8:1", "");
        Path volume = block("254:3", "LVM-abc");
        Path under = block("254:0", "CRYPT-LUKS2-1234-root");
        Files.createSymbolicLink(
                Files.createDirectories(volume.resolve("slaves")).resolve("dm-0"), under);

        assertThat(of(data)).isEqualTo(DiskCipher.Found.ENCRYPTED);
        assertThat(of(data.resolve("..").normalize()))
                .as("outside of that mount")
                .isEqualTo(DiskCipher.Found.NOT_BY_DM_CRYPT);

        Files.createSymbolicLink(volume.resolve("slaves/sdb"), block("8:16", ""));
        assertThat(of(data)).as("half of it on a bare disk").isEqualTo(DiskCipher.Found.NOT_BY_DM_CRYPT);
    }

    @Test
    void whatIsOnNoDiskOfThisMachineIsNotKnown() throws IOException {
        mounted("1 0 0:52 / / rw - overlay overlay rw\n");
        assertThat(of(machine)).isEqualTo(DiskCipher.Found.UNKNOWN);
        mounted("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n");
        assertThat(of(machine)).as("sys says nothing of it").isEqualTo(DiskCipher.Found.UNKNOWN);
        Files.delete(machine.resolve("mountinfo"));
        assertThat(of(machine)).as("another system").isEqualTo(DiskCipher.Found.UNKNOWN);
    }
}
