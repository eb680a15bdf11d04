package org.chartroom.store.keys;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;

/**
 * The office's keys: the first one seals, all of them open. Gives out only what is derived from them. Safe for use by many
 * threads.
 */
public final class MasterKeys {
    private final List<MasterKey> all;
    private final boolean seal;

    private MasterKeys(List<MasterKey> all, boolean seal) {
        this.all = List.copyOf(all);
        this.seal = seal;
    }

    /** No keys: nothing is sealed, and nothing that is can be opened. */
    public static MasterKeys none() {
        return new MasterKeys(List.of(), true);
    }

    static MasterKeys of(List<MasterKey> all) {
        return new MasterKeys(all, true);
    }

    /** The same, which open what is sealed and seal nothing more. */
    public MasterKeys onlyToOpen() {
        return new MasterKeys(all, false);
    }

    /** The key that seals; empty when nothing is to be sealed. */
    public Optional<KeyId> sealing() {
        return seal ? all.stream().findFirst().map(MasterKey::id) : Optional.empty();
    }

    /** All keys, the one that seals first. */
    public List<KeyId> ids() {
        return all.stream().map(MasterKey::id).toList();
    }

    /** Those of these that are not here. */
    public Set<KeyId> missing(Collection<KeyId> needed) {
        Set<KeyId> missing = new TreeSet<>(needed);
        missing.removeAll(ids());
        return missing;
    }

    /**
     * An AES-256 key for one purpose, by HKDF-SHA256 (RFC 5869).
     *
     * @param salt random, another one for each thing that is sealed
     * @param purpose what it is for; never that of another purpose
     * @throws KeysException when there is no such key
     */
    public SecretKey derive(KeyId from, byte[] salt, byte[] purpose) throws KeysException {
        for (MasterKey key : all) {
            if (key.id().equals(from)) {
                return key.derive(salt, purpose);
            }
        }
        throw new KeysException("it is sealed with the key " + from
                + ", which is not in the key file; put that key back" + " into it (store.keyFile) and start again");
    }

    @Override
    public String toString() {
        return "MasterKeys" + ids();
    }
}
