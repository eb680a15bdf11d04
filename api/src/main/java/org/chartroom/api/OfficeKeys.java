package org.chartroom.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.store.blob.BlobFolder;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.KeyId;
import org.chartroom.store.keys.KeysException;
import org.chartroom.store.keys.MasterKeys;

/** The keys that a data folder is sealed with. */
public final class OfficeKeys {
    private OfficeKeys() {}

    /**
     * Reads the keys that there are, and changes nothing.
     *
     * @throws KeysException when something in the data folder is sealed with a key that is not there, or the key file cannot
     *     be used
     */
    public static MasterKeys required(ServerConfig config) throws IOException {
        return required(new BlobFolder(config.data().resolve("blobs"), MasterKeys.none()), config);
    }

    /** As {@link #required(ServerConfig)}, for blobs that lie elsewhere, such as in a backup. */
    public static MasterKeys required(BlobFolder blobs, ServerConfig config) throws IOException {
        KeyFile file = new KeyFile(config.keyFile());
        Set<KeyId> needed = blobs.sealedWith();
        MasterKeys there = file.exists() ? file.read() : MasterKeys.none();
        Set<KeyId> missing = there.missing(needed);
        if (!missing.isEmpty()) {
            throw new KeysException("The files in " + blobs.root() + " are sealed with " + named(missing)
                    + ", and the key file " + file.path() + (file.exists() ? " does not have it" : " is not there")
                    + ". Put the copy of the key file back there, or say in store.keyFile where it is; without it these"
                    + " files cannot be read by anybody. Nothing was changed.");
        }
        return there;
    }

    private static String named(Set<KeyId> keys) {
        return (keys.size() == 1 ? "the key " : "the keys ")
                + keys.stream().map(KeyId::toString).collect(Collectors.joining(", "));
    }

    /**
     * Makes the key file at the first start.
     *
     * @param there as {@link #required} gave them
     * @param random must not be guessable in production
     */
    static MasterKeys orMade(Path keyFile, MasterKeys there, RandomGenerator random) throws KeysException {
        return there.ids().isEmpty() ? new KeyFile(keyFile).add(random) : there;
    }
}
