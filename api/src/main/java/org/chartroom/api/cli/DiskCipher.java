package org.chartroom.api.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out on Linux whether the file system that a folder is on lies on a disk that dm-crypt (LUKS) encrypts. */
final class DiskCipher {
    private static final int MOST_LAYERS = 8;
    /** Places in a line of mountinfo, see proc_pid_mountinfo(5). */
    private static final int DEVICE = 2;

    private static final int MOUNT_POINT = 4;
    private static final String CRYPT = "CRYPT-";
    private static final String NO_BLOCK_DEVICE = "0:";

    private final Path mounts;
    private final Path blockDevices;

    /**
     * @param mounts as {@code /proc/self/mountinfo}
     * @param sys as {@code /sys}
     */
    DiskCipher(Path mounts, Path sys) {
        this.mounts = mounts;
        this.blockDevices = sys.resolve("dev").resolve("block");
    }

    static DiskCipher ofThisMachine() {
        return new DiskCipher(Path.of("/proc/self/mountinfo"), Path.of("/sys"));
    }

    /** What is known of a folder's disk. */
    enum Found {
        /** dm-crypt lies between the file system and every disk under it. */
        ENCRYPTED,
        /** A disk lies under it without; it may still encrypt by itself, which nothing says. */
        NOT_BY_DM_CRYPT,
        /** Another system, or a file system that is not on one disk of this machine. */
        UNKNOWN
    }

    Found of(Path folder) {
        try {
            Optional<String> device = device(folder.toRealPath());
            if (device.isEmpty() || device.get().startsWith(NO_BLOCK_DEVICE)) {
                return Found.UNKNOWN;
            }
            Path block = blockDevices.resolve(device.get());
            if (!Files.isDirectory(block)) {
                return Found.UNKNOWN;
            }
            return encrypted(block.toRealPath(), MOST_LAYERS) ? Found.ENCRYPTED : Found.NOT_BY_DM_CRYPT;
        } catch (IOException e) {
            return Found.UNKNOWN;
        }
    }

    /** The number of the device that the folder's file system is on: of the innermost mount around it, the latest one. */
    private Optional<String> device(Path folder) throws IOException {
        Optional<String> found = Optional.empty();
        int depth = -1;
        for (String line : Files.readAllLines(mounts)) {
            String[] parts = line.split(" ");
            if (parts.length <= MOUNT_POINT) {
                continue;
            }
            Path point = Path.of(parts[MOUNT_POINT].replace("\\040", " "));
            if (folder.startsWith(point) && point.getNameCount() >= depth) {
                depth = point.getNameCount();
                found = Optional.of(parts[DEVICE]);
            }
        }
        return found;
    }

    private static boolean encrypted(Path block, int layers) throws IOException {
        Path uuid = block.resolve("dm").resolve("uuid");
        if (Files.isRegularFile(uuid) && Files.readString(uuid).startsWith(CRYPT)) {
            return true;
        }
        List<Path> under = under(block);
        if (under.isEmpty() || layers == 0) {
            return false;
        }
        for (Path each : under) {
            if (!encrypted(each.toRealPath(), layers - 1)) {
                return false;
            }
        }
        return true;
    }

    /** What a volume is made of, such as the LUKS container under a logical volume. */
    private static List<Path> under(Path block) throws IOException {
        Path slaves = block.resolve("slaves");
        if (!Files.isDirectory(slaves)) {
            return List.of();
        }
        try (Stream<Path> each = Files.list(slaves)) {
            return each.toList();
        }
    }
}
