package org.chartroom.api.auth;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/** Stands before every resource: nobody passes whom the call is not declared open to. */
@Priority(Priorities.AUTHENTICATION)
public final class AccessFilter implements ContainerRequestFilter {
    static final String COOKIE = "chartroom-session";
    /** A page of another site cannot send this header without being asked for permission first. */
    static final String OWN_PAGES = "X-Chartroom";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Role> PEOPLE = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Role.WORKER)));

    private final Accounting accounting;
    private final AuditTrail trail;
    private final Emergencies emergencies;
    private final SecondFactorPolicy policy;
    private final Clock clock;

    @Context
    private @Nullable ResourceInfo resource;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    public AccessFilter(
            Accounting accounting, AuditTrail trail, Emergencies emergencies, SecondFactorPolicy policy, Clock clock) {
        this.accounting = accounting;
        this.trail = trail;
        this.emergencies = emergencies;
        this.policy = policy;
        this.clock = clock;
    }

    /** The roles to which a resource method is open; empty when open to all, nobody when nothing is declared. */
    public static Optional<Set<Role>> openTo(Method method) {
        if (method.isAnnotationPresent(OpenToAll.class)) {
            return Optional.empty();
        }
        if (method.isAnnotationPresent(OpenToSignedIn.class)) {
            return Optional.of(PEOPLE);
        }
        OpenTo open = method.getAnnotation(OpenTo.class);
        return Optional.of(open == null ? Set.of() : Set.of(open.value()));
    }

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable Method method = resource == null ? null : resource.getResourceMethod();
        if (method == null) {
            // Jersey's own answers (OPTIONS, WADL): nothing of the office is in them, but they are not needed either.
            throw ProblemException.notFound("address");
        }
        Optional<Set<Role>> open = openTo(method);
        if (open.isEmpty()) {
            return;
        }
        Accounting.Proven proven = prove(request);
        if (Collections.disjoint(proven.account().roles(), open.get())) {
            trail.refused(
                    Caller.of(proven.account(), address(), proven.credential().secretSha256()),
                    request.getMethod() + " " + template(method));
            throw new ProblemException(
                    Kind.NOT_ALLOWED, "Your role does not allow this. Ask the administrator if it should.");
        }
        refuseWithoutSecondFactor(proven, method);
        request.setProperty(
                Caller.PROPERTY,
                new Caller(
                        proven.account(),
                        Caller.actingAs(proven.account(), open.get()),
                        address(),
                        proven.credential().secretSha256(),
                        emergencies.openTo(proven.account().id())));
    }

    /** Tokens are for programs, which have no telephone; each is made by somebody who is signed in, and ends by itself. */
    private void refuseWithoutSecondFactor(Accounting.Proven proven, Method method) {
        if (proven.isSession()
                && !proven.secondFactor()
                && !method.isAnnotationPresent(OpenBeforeEnrolment.class)
                && policy.requires(proven.account().roles(), proven.asked(), clock.instant())) {
            throw new ProblemException(
                    Kind.SECOND_FACTOR_REQUIRED,
                    "Your role needs a second factor, and the time to set it up is over. Nothing was changed. Set it up, then"
                            + " go on where you were.");
        }
    }

    private Accounting.Proven prove(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        if (authorization != null) {
            String[] parts = authorization.strip().split("\\s+");
            if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
                return accounting.prove(parts[1]).orElseThrow(AccessFilter::notSignedIn);
            }
            throw notSignedIn();
        }
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) {
            throw notSignedIn();
        }
        Accounting.Proven proven = accounting.prove(cookie.getValue()).orElseThrow(AccessFilter::notSignedIn);
        if (!READING.contains(request.getMethod()) && request.getHeaderString(OWN_PAGES) == null) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "A change made with the session cookie needs the header " + OWN_PAGES
                            + ": 1. Nothing was changed.");
        }
        return proven;
    }

    private String address() {
        return servletRequest == null ? "" : String.valueOf(servletRequest.getRemoteAddr());
    }

    private static String template(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private static ProblemException notSignedIn() {
        return new ProblemException(
                Kind.NOT_SIGNED_IN, "You are not signed in, or your session or token has ended. Sign in.", Map.of());
    }
}
