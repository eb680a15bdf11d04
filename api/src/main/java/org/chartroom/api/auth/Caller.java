package org.chartroom.api.auth;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.EnumSet;
import java.util.Set;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * Who made a request, as proven by their session or token.
 *
 * @param actingAs the role that opened the call, as the audit trail names it
 * @param address network address the call came from
 * @param secretSha256 hash of the session's or token's secret
 */
public record Caller(UserAccount account, Role actingAs, String address, String secretSha256) {
    static final String PROPERTY = "chartroom.caller";

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
        return is(Role.PRIVACY_OFFICER);
    }

    /** Whether this patient's chart is open to them. */
    public boolean maySee(Patient patient) {
        return !patient.restricted() || seesRestricted();
    }

    static Role actingAs(UserAccount account, Set<Role> open) {
        EnumSet<Role> both = EnumSet.copyOf(account.roles());
        both.retainAll(open);
        return both.iterator().next();
    }
}
