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
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** In place of an address: codes are counted by account, wherever they come from. */
    private static final String ANYWHERE = "";

    private final Accounting accounting;
    private final SecondFactors factors;
    private final AuditTrail trail;
    private final SignInThrottle throttle;
    private final Clock clock;

    public SessionResource(Accounting accounting, SecondFactors factors, AuditTrail trail, Clock clock) {
        this.accounting = accounting;
        this.factors = factors;
        this.trail = trail;
        this.throttle = new SignInThrottle(clock);
        this.clock = clock;
    }

    /**
     * Who signs in.
     *
     * @param code of the second factor, or a recovery code; for accounts that have it
     */
    public record SignIn(String login, String password, Optional<String> code) {
        public SignIn {
            if (login == null || password == null || login.length() > 200 || password.length() > 1_000) {
                throw new IllegalArgumentException("login and password are needed");
            }
            if (code.filter(given -> given.length() > 100).isPresent()) {
                throw new IllegalArgumentException("code is too long to be one");
            }
        }

        @Override
        public String toString() {
            return "SignIn[login=" + login + "]";
        }
    }

    /** Who is signed in. */
    public record Session(UserView user, SecondFactors.Standing secondFactor) {}

    /**
     * Signs in: 200 and the session cookie, 401, or 429 after too many tries. Where the account has a second factor, a right
     * password without a code is answered with 401 {@code code-needed} and opens nothing; send all three then. With the cookie of
     * a living session of the account the password is enough, and that session goes on: so a locked screen is opened.
     */
    @POST
    @Path("session")
    @OpenToAll
    public Response signIn(SignIn given, @Context HttpServletRequest request) {
        if (given == null) {
            throw ProblemException.badRequest("Send login and password.");
        }
        String address = String.valueOf(request.getRemoteAddr());
        wait(given.login(), address, "the administrator can set a new password");
        Optional<UserAccount> account = accounting.check(given.login(), given.password());
        if (account.isEmpty()) {
            throttle.failed(given.login(), address);
            refused(accounting.byLogin(given.login()), address, Map.of());
            throw new ProblemException(
                    Kind.NOT_SIGNED_IN,
                    "Login and password do not belong together, or the account is closed. Try again.");
        }
        UserAccount user = account.get();
        Optional<String> how = Optional.empty();
        boolean on = factors.on(user);
        if (on) {
            if (given.code().filter(code -> !code.isBlank()).isEmpty()) {
                return withoutCode(user, address, request);
            }
            how = Optional.of(proven(user, given.code().get(), address));
        }
        throttle.succeeded(given.login(), address);
        String secret = accounting.openSession(
                user,
                Caller.of(user, address, "").actor(),
                how,
                !on && factors.policy().asks(user.roles()));
        return Response.ok(new Session(UserView.of(user, on), factors.standing(user)))
                .cookie(cookie(secret, -1, request.isSecure()))
                .build();
    }

    /** Opens the screen of a living session; without one nothing. */
    private Response withoutCode(UserAccount user, String address, HttpServletRequest request) {
        boolean living = Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(each -> each.getName().equals(AccessFilter.COOKIE))
                .flatMap(each -> accounting.prove(each.getValue()).stream())
                .anyMatch(proven -> proven.isSession() && proven.account().id().equals(user.id()));
        if (!living) {
            throw new ProblemException(
                    Kind.CODE_NEEDED,
                    "The password is right. Nobody is signed in yet: type the code that your authenticator app shows, or a"
                            + " recovery code.");
        }
        throttle.succeeded(user.login(), address);
        trail.write(new AuditEvent(
                clock.instant(),
                Caller.of(user, address, "").actor(),
                AuditAction.SIGN_IN,
                "user",
                user.id().value(),
                Optional.empty(),
                Map.of("what", "went on with an open session by the password")));
        return Response.ok(new Session(UserView.of(user, true), factors.standing(user)))
                .build();
    }

    /** Takes the code, or refuses; gives what is to be said of it in the audit trail. */
    private String proven(UserAccount user, String code, String address) {
        wait(user.login(), ANYWHERE, "your password is right, and the administrator can reset the second factor");
        SecondFactors.Check check = factors.check(user, code);
        return switch (check) {
            case CODE -> {
                throttle.succeeded(user.login(), ANYWHERE);
                yield "with a code";
            }
            case RECOVERY_CODE -> {
                throttle.succeeded(user.login(), ANYWHERE);
                yield "with a recovery code, " + factors.standing(user).recoveryCodes() + " left";
            }
            case USED, WRONG -> {
                throttle.failed(user.login(), address);
                throttle.failed(user.login(), ANYWHERE);
                boolean used = check == SecondFactors.Check.USED;
                refused(Optional.of(user), address, Map.of("what", used ? "a code that was used" : "a wrong code"));
                throw new ProblemException(
                        Kind.WRONG_CODE,
                        used
                                ? "This code was used already; each is good once. Nobody is signed in. Wait for the next one,"
                                        + " which comes within 30 seconds, and type that."
                                : "The code is not right, or its time is over. Nobody is signed in. Type the one that the app"
                                        + " shows now, or a recovery code that was not used yet.");
            }
        };
    }

    private void wait(String login, String address, String otherwise) {
        Duration wait = throttle.waitFor(login, address);
        if (!wait.isZero()) {
            throw new ProblemException(
                    Kind.TOO_MANY_ATTEMPTS,
                    "Too many failed tries. Wait, then try again; " + otherwise + ".",
                    Map.of("retryAfterSeconds", wait.toSeconds() + 1));
        }
    }

    private void refused(Optional<UserAccount> account, String address, Map<String, String> detail) {
        trail.write(new AuditEvent(
                clock.instant(),
                new Actor(new UserId("unknown"), "not signed in", Role.WORKER, address),
                AuditAction.SIGN_IN_REFUSED,
                "user",
                account.map(each -> each.id().value()).orElse(""),
                Optional.empty(),
                detail));
    }

    /** Who is signed in. */
    @GET
    @Path("session")
    @OpenToSignedIn
    @OpenBeforeEnrolment
    public Session session(@Context ContainerRequestContext request) {
        UserAccount account = Caller.of(request).account();
        SecondFactors.Standing standing = factors.standing(account);
        return new Session(UserView.of(account, standing.on()), standing);
    }

    /** Signs out. */
    @DELETE
    @Path("session")
    @OpenToSignedIn
    @OpenBeforeEnrolment
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
