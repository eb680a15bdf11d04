package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.OfficeKeys;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.KeyId;
import org.chartroom.store.keys.MasterKeys;

/** Looks at how what is kept is protected on the disk, and changes nothing. */
final class KeyCheckup {
    private final ServerConfig config;
    private final DiskCipher disk;

    KeyCheckup(ServerConfig config, DiskCipher disk) {
        this.config = config;
        this.disk = disk;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(sealing());
        KeyFile file = new KeyFile(config.keyFile());
        if (file.exists()) {
            checks.add(place(file));
        }
        checks.add(disk());
        return checks;
    }

    private Check sealing() {
        Optional<KeyId> sealing;
        try {
            MasterKeys keys = OfficeKeys.required(config);
            sealing = keys.ids().stream().findFirst();
        } catch (IOException e) {
            return Check.failed(
                    "sealing",
                    Failures.sentence(e),
                    "put the copy of the key file back; the server does not start before");
        }
        if (!config.store().seal()) {
            return Check.warning(
                    "sealing",
                    "off: files that come in lie readable in " + config.data().resolve("blobs"),
                    "set store.seal to true, unless the whole disk is encrypted and that is what was decided");
        }
        return Check.ok(
                "sealing",
                sealing.map(key -> "files are sealed with the key " + key + " of " + config.keyFile())
                        .orElse("the first start makes a key in " + config.keyFile()));
    }

    private Check place(KeyFile file) {
        Path path = file.path();
        try {
            if (!file.openToOthers().isEmpty()) {
                return Check.warning(
                        "key-file",
                        path + " is open to others ("
                                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + ")",
                        "run chmod 600 " + path);
            }
            if (path.toRealPath().startsWith(config.data().toRealPath())) {
                return Check.warning(
                        "key-file",
                        path + " lies in the data folder: who copies that can read it",
                        "move it to another place and name that in store.keyFile");
            }
            boolean sameDisk = Files.getFileStore(path).equals(Files.getFileStore(config.data()));
            return Check.ok(
                    "key-file",
                    path + ", for its owner only"
                            + (sameDisk
                                    ? "; on the disk of the data, so it protects copies and backups, not a stolen disk"
                                    : ", on another disk than the data"));
        } catch (IOException e) {
            return Check.warning("key-file", Failures.sentence(e), "look at the owner and mode of " + path);
        }
    }

    private Check disk() {
        String readable = "records, index and what is being worked on";
        String todo = "keep the data folder on an encrypted disk (LUKS, BitLocker, FileVault): " + readable
                + " are not sealed by Chartroom";
        return switch (disk.of(config.data())) {
            case ENCRYPTED -> Check.ok("disk-encryption", config.data() + " is on an encrypted disk (dm-crypt)");
            case NOT_BY_DM_CRYPT ->
                Check.warning("disk-encryption", config.data() + " is on a disk that is not encrypted", todo);
            case UNKNOWN ->
                Check.warning(
                        "disk-encryption",
                        "it cannot be found out whether " + config.data() + " is on an encrypted disk",
                        todo);
        };
    }
}
