package org.chartroom.api.documents;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chartroom.models.record.DocumentId;

/**
 * Passwords that people gave for files, until the worker has used them. In memory only: a password is never stored, and
 * after a restart somebody types it again. Safe for use by many threads.
 */
public final class HeldPasswords {
    private final Map<DocumentId, String> passwords = new ConcurrentHashMap<>();

    void hold(DocumentId document, String password) {
        passwords.put(document, password);
    }

    /** The password for this file, if somebody gave one. */
    public Optional<String> of(DocumentId document) {
        return Optional.ofNullable(passwords.get(document));
    }

    /** Forgets it: the file was opened, or it did not fit. */
    public void forget(DocumentId document) {
        passwords.remove(document);
    }
}
