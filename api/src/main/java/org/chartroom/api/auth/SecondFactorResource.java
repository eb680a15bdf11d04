package org.chartroom.api.auth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/** One's own second factor. */
@Path("second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {
    private static final int LONGEST = 1_000;

    private final SecondFactors factors;
    private final PasswordAgain passwords;

    public SecondFactorResource(SecondFactors factors, PasswordAgain passwords) {
        this.factors = factors;
        this.passwords = passwords;
    }

    /** The password, once more: a session left open sets nothing up. */
    public record Begin(String password) {
        public Begin {
            if (password == null || password.length() > LONGEST) {
                throw new IllegalArgumentException("password is needed");
            }
        }

        @Override
        public String toString() {
            return "Begin";
        }
    }

    /** A code that the authenticator app shows. */
    public record Code(String code) {
        public Code {
            if (code == null || code.length() > LONGEST) {
                throw new IllegalArgumentException("code is needed");
            }
        }

        @Override
        public String toString() {
            return "Code";
        }
    }

    /** Recovery codes, each good once; told this once. */
    public record Recovery(List<String> recoveryCodes) {
        public Recovery {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Recovery";
        }
    }

    /** How the caller stands. */
    @GET
    @OpenToSignedIn
    @OpenBeforeEnrolment
    public SecondFactors.Standing standing(@Context ContainerRequestContext request) {
        return factors.standing(Caller.of(request).account());
    }

    /** Gives a new secret; 403 when the password is not right. What was in use stays so until the secret is confirmed. */
    @POST
    @OpenToSignedIn
    @OpenBeforeEnrolment
    public SecondFactors.Offer begin(@Nullable Begin given, @Context ContainerRequestContext request) {
        if (given == null) {
            throw ProblemException.badRequest("Send the password.");
        }
        Caller caller = Caller.of(request);
        passwords.require(caller, given.password(), "Nothing was changed.");
        return factors.begin(caller);
    }

    /** Puts the secret into use by one of its codes; 403 when it is none. From now on signing in needs a code. */
    @POST
    @Path("confirm")
    @OpenToSignedIn
    @OpenBeforeEnrolment
    public Recovery confirm(@Nullable Code given, @Context ContainerRequestContext request) {
        if (given == null) {
            throw ProblemException.badRequest("Send the code.");
        }
        return new Recovery(factors.confirm(Caller.of(request), given.code()));
    }
}
