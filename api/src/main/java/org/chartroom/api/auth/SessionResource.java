package org.chartroom.api.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private static final Duration LONGEST_TOKEN = Duration.ofDays(400);

    private final Accounting accounting;
    private final AuditTrail trail;
    private final SignInThrottle throttle;
    private final Clock clock;

    public SessionResource(Accounting accounting, AuditTrail trail, Clock clock) {
        this.accounting = accounting;
        this.trail = trail;
        this.throttle = new SignInThrottle(clock);
        this.clock = clock;
    }

    /** Who signs in. */
    public record SignIn(String login, String password) {
        public SignIn {
            if (login == null || password == null || login.length() > 200 || password.length() > 1_000) {
                throw new IllegalArgumentException("login and password are needed");
            }
        }

        @Override
        public String toString() {
            return "SignIn[login=" + login + "]";
        }
    }

    /** Who is signed in. */
    public record Session(UserView user) {}

    /** Signs in: 200 and the session cookie, 401, or 429 after too many tries. */
    @POST
    @Path("session")
    @OpenToAll
    public Response signIn(SignIn given, @Context HttpServletRequest request) {
        if (given == null) {
            throw ProblemException.badRequest("Send login and password.");
        }
        String address = String.valueOf(request.getRemoteAddr());
        Duration wait = throttle.waitFor(given.login(), address);
        if (!wait.isZero()) {
            throw new ProblemException(
                    Kind.TOO_MANY_ATTEMPTS,
                    "Too many failed tries. Wait, then try again; the administrator can set a new password.",
                    Map.of("retryAfterSeconds", wait.toSeconds() + 1));
        }
        Optional<UserAccount> account = accounting.check(given.login(), given.password());
        if (account.isEmpty()) {
            throttle.failed(given.login(), address);
            trail.write(new AuditEvent(
                    clock.instant(),
                    new Actor(new UserId("unknown"), "not signed in", Role.WORKER, address),
                    AuditAction.SIGN_IN_REFUSED,
                    "user",
                    accounting
                            .byLogin(given.login())
                            .map(each -> each.id().value())
                            .orElse(""),
                    Optional.empty(),
                    Map.of()));
            throw new ProblemException(
                    Kind.NOT_SIGNED_IN,
                    "Login and password do not belong together, or the account is closed. Try again.");
        }
        throttle.succeeded(given.login(), address);
        UserAccount user = account.get();
        String secret =
                accounting.openSession(user, Caller.of(user, address, "").actor());
        return Response.ok(new Session(UserView.of(user)))
                .cookie(cookie(secret, -1, request.isSecure()))
                .build();
    }

    /** Who is signed in. */
    @GET
    @Path("session")
    @OpenToSignedIn
    public Session session(@Context ContainerRequestContext request) {
        return new Session(UserView.of(Caller.of(request).account()));
    }

    /** Signs out. */
    @DELETE
    @Path("session")
    @OpenToSignedIn
    public Response signOut(@Context ContainerRequestContext request, @Context HttpServletRequest servlet) {
        Caller caller = Caller.of(request);
        accounting.end(caller.secretSha256());
        trail.write(
                trail.event(caller, AuditAction.SIGN_OUT, "user", caller.id().value(), Optional.empty(), Map.of()));
        return Response.noContent().cookie(cookie("", 0, servlet.isSecure())).build();
    }

    /** What a new token is for and how long it shall last. */
    public record NewToken(String label, int days) {
        public NewToken {
            if (label == null || label.isBlank() || label.length() > 100) {
                throw new IllegalArgumentException("label must be 1 to 100 characters");
            }
            if (days < 1 || days > LONGEST_TOKEN.toDays()) {
                throw new IllegalArgumentException("days must be within 1.." + LONGEST_TOKEN.toDays());
            }
        }
    }

    /** A new token; told this once. */
    public record Token(String token) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** Makes an API token for oneself. */
    @POST
    @Path("tokens")
    @OpenToSignedIn
    public Response newToken(NewToken wanted, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return issued(accounting, caller, caller.account(), wanted);
    }

    /** The answer with a new token for an account. */
    static Response issued(Accounting accounting, Caller by, UserAccount account, @Nullable NewToken wanted) {
        if (wanted == null) {
            throw ProblemException.badRequest("Send label and days.");
        }
        String secret = accounting.issueToken(by.actor(), account, wanted.label(), Duration.ofDays(wanted.days()));
        return Response.status(Response.Status.CREATED)
                .entity(new Token(secret))
                .build();
    }

    private static NewCookie cookie(String value, int maxAge, boolean secure) {
        return new NewCookie.Builder(AccessFilter.COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(maxAge)
                .build();
    }
}
