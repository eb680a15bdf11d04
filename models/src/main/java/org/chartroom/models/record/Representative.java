package org.chartroom.models.record;

import java.util.Optional;

/**
 * Somebody who may act for the patient (45 CFR 164.502(g): treated as the patient, as far as the authority goes).
 *
 * @param name as written
 * @param relation as written, such as {@code mother}
 * @param scope what the authority is limited to, as written; empty where it is not
 * @param proof the document that proves it; empty while none was shown
 * @param period from when to when
 */
public record Representative(
        String name,
        String relation,
        Authority authority,
        String scope,
        String phone,
        Optional<DocumentId> proof,
        Validity period) {
    /** By what right. Codes are stored: they are added to, never renamed. */
    public enum Authority {
        PARENT,
        GUARDIAN,
        HEALTH_CARE_PROXY,
        POWER_OF_ATTORNEY,
        EXECUTOR
    }

    public Representative {
        name = Lines.needed("a representative's name", name);
        relation = Lines.line("a representative's relation", relation);
        if (authority == null) {
            throw new IllegalArgumentException("a representative needs an authority");
        }
        scope = Lines.line("a representative's scope", scope);
        phone = Lines.line("a representative's phone", phone);
        period = Validity.given(period);
    }
}
