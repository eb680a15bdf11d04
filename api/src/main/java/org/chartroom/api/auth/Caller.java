package org.chartroom.api.auth;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.EnumSet;
import java.util.Set;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.SensitiveLabel;

/**
 * Who made a request, as proven by their session or token.
 *
 * @param actingAs the role that opened the call, as the audit trail names it
 * @param address network address the call came from
 * @param secretSha256 hash of the session's or token's secret
 * @param opened restricted charts that they opened in an emergency
 */
public record Caller(UserAccount account, Role actingAs, String address, String secretSha256, Set<PatientId> opened) {
    static final String PROPERTY = "chartroom.caller";

    private static final Set<SensitiveLabel> KEPT_APART =
            Set.of(SensitiveLabel.PSYCHOTHERAPY_NOTE, SensitiveLabel.PART_2_COUNSELLING_NOTE);
    private static final Set<SensitiveLabel> TREATED_FOR = Set.of(
            SensitiveLabel.PSYCHOTHERAPY_NOTE,
            SensitiveLabel.PART_2,
            SensitiveLabel.PART_2_COUNSELLING_NOTE,
            SensitiveLabel.HIV,
            SensitiveLabel.REPRODUCTIVE,
            SensitiveLabel.GENETIC,
            SensitiveLabel.MINOR_CONSENTED,
            SensitiveLabel.VIP);

    public Caller {
        opened = Set.copyOf(opened);
    }

    /** One for whom no emergency opened anything. */
    public Caller(UserAccount account, Role actingAs, String address, String secretSha256) {
        this(account, actingAs, address, secretSha256, Set.of());
    }

    /** The caller of this request; only for calls that are not open to all. */
    public static Caller of(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("a call that is open to all has no caller");
    }

    static Caller of(UserAccount account, String address, String secretSha256) {
        Role any = account.roles().isEmpty()
                ? Role.WORKER
                : EnumSet.copyOf(account.roles()).iterator().next();
        return new Caller(account, any, address, secretSha256);
    }

    public UserId id() {
        return account.id();
    }

    /** Whether they have that role, acting as it or not. */
    public boolean is(Role role) {
        return account.roles().contains(role);
    }

    /** How the audit trail names them. */
    public Actor actor() {
        return new Actor(account.id(), account.displayName(), actingAs, address);
    }

    /** Whether restricted charts are open to them. */
    public boolean seesRestricted() {
        return seesRestricted(account);
    }

    /** Whether restricted charts are open to somebody. */
    public static boolean seesRestricted(UserAccount person) {
        return person.roles().contains(Role.PRIVACY_OFFICER);
    }

    /** Whether this patient's chart is open to them. */
    public boolean maySee(Patient patient) {
        return !patient.restricted() || seesRestricted() || opened.contains(patient.id());
    }

    /**
     * Sensitive pages that a search does not show somebody. Whoever releases records or guards them finds all, to keep them back;
     * clinicians find all but notes that are kept apart from the record (45 CFR 164.501 and 42 CFR 2.11); everybody else finds
     * none that says what somebody was treated for.
     */
    public static Set<SensitiveLabel> withheldLabels(UserAccount person) {
        Set<Role> roles = person.roles();
        if (roles.contains(Role.PRIVACY_OFFICER) || roles.contains(Role.RECORDS_CLERK)) {
            return Set.of();
        }
        return roles.contains(Role.CLINICIAN) ? KEPT_APART : TREATED_FOR;
    }

    static Role actingAs(UserAccount account, Set<Role> open) {
        EnumSet<Role> both = EnumSet.copyOf(account.roles());
        both.retainAll(open);
        return both.iterator().next();
    }
}
