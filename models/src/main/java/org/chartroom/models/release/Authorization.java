package org.chartroom.models.release;

import java.time.Instant;
import java.util.Optional;

/**
 * A patient's authorization as it was read from the form: what it says, whether or not that is enough.
 *
 * @param description what may be released, as written; empty where nothing is
 * @param discloser who may release it
 * @param recipient who may receive it
 * @param purpose what for
 * @param statements which of the statements that the law wants stand on it
 * @param scope what the description comes to, in dates and types
 * @param knowledge what the office knows of it beyond its words
 */
public record Authorization(
        String description,
        String discloser,
        String recipient,
        String purpose,
        Expiry expiry,
        Signed signed,
        Statements statements,
        Scope scope,
        Knowledge knowledge) {
    /**
     * @param revocation the right to revoke in writing, the exceptions and how
     * @param conditioning whether treatment or payment may depend on it
     * @param redisclosure that the recipient may disclose it again
     * @param plainLanguage whether a person found it plain
     */
    public record Statements(boolean revocation, boolean conditioning, boolean redisclosure, boolean plainLanguage) {
        /** All of them. */
        public static final Statements ALL = new Statements(true, true, true, true);
    }

    /**
     * @param initiatedByPatient whether the patient wanted it, not the office or the recipient
     * @param forResearch whether it is for research
     * @param psychotherapyNotesOnly whether it is for psychotherapy notes, and for nothing else
     * @param complete whether every field is filled in
     * @param compounded whether it is joined to another permission, or treatment was made to depend on it, against the rule
     * @param falseInformation what in it is known to be false; empty for nothing
     * @param revokedAt when a revocation was received
     * @param soughtByOffice whether the office asked the patient for it
     * @param copyGiven whether the patient has a copy
     */
    public record Knowledge(
            boolean initiatedByPatient,
            boolean forResearch,
            boolean psychotherapyNotesOnly,
            boolean complete,
            boolean compounded,
            String falseInformation,
            Optional<Instant> revokedAt,
            boolean soughtByOffice,
            boolean copyGiven) {
        /** Complete, and nothing else is known. */
        public static final Knowledge NOTHING_AGAINST =
                new Knowledge(false, false, false, true, false, "", Optional.empty(), false, false);
    }

    /** The same after a revocation was received; the first one counts. */
    public Authorization revoked(Instant at) {
        if (knowledge.revokedAt().filter(before -> !before.isAfter(at)).isPresent()) {
            return this;
        }
        return new Authorization(
                description,
                discloser,
                recipient,
                purpose,
                expiry,
                signed,
                statements,
                scope,
                new Knowledge(
                        knowledge.initiatedByPatient(),
                        knowledge.forResearch(),
                        knowledge.psychotherapyNotesOnly(),
                        knowledge.complete(),
                        knowledge.compounded(),
                        knowledge.falseInformation(),
                        Optional.of(at),
                        knowledge.soughtByOffice(),
                        knowledge.copyGiven()));
    }
}
