package org.chartroom.api.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the files that are kept are sealed.
 *
 * @param seal whether new ones are; those that are sealed already are opened all the same
 * @param keyFile the file with the keys, made at the first start; empty: beside the data folder, with {@code .key} behind its
 *     name
 */
public record StoreConfig(boolean seal, String keyFile) {
    StoreConfig startingAt(Path base) {
        return keyFile.isEmpty()
                ? this
                : new StoreConfig(seal, base.resolve(keyFile).normalize().toString());
    }

    Path keyFileFor(Path data) {
        if (!keyFile.isEmpty()) {
            return Path.of(keyFile);
        }
        Path whole = data.toAbsolutePath().normalize();
        String name =
                Optional.ofNullable(whole.getFileName()).map(Path::toString).orElse("chartroom");
        return whole.resolveSibling(name + ".key");
    }
}
