package org.chartroom.api.auth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;

/** Accounts, for the administrator. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UsersResource {
    private static final String NOTHING_SENT = "Send the account as JSON: displayName and roles at least.";

    private final RecordStore store;
    private final Accounting accounting;
    private final SecondFactors factors;

    public UsersResource(RecordStore store, Accounting accounting, SecondFactors factors) {
        this.store = store;
        this.accounting = accounting;
        this.factors = factors;
    }

    /**
     * An account as it is made or changed.
     *
     * @param login taken when made, never changed
     * @param password empty keeps the one there is
     */
    public record UserWrite(
            Optional<String> login,
            String displayName,
            List<Role> roles,
            Optional<String> password,
            Optional<Boolean> disabled) {
        public UserWrite {
            if (displayName == null || displayName.isBlank()) {
                throw new IllegalArgumentException("displayName is needed");
            }
            roles = roles == null ? List.of() : List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "UserWrite[login=" + login + ", roles=" + roles + "]";
        }
    }

    @GET
    @OpenTo(Role.ADMINISTRATOR)
    public Paging<UserView> users() {
        List<UserView> users = store.read(records -> {
            Set<UserId> with = records.accounts().withSecondFactor();
            return records.accounts().all().stream()
                    .map(account -> UserView.of(account, with.contains(account.id())))
                    .toList();
        });
        return new Paging<>(users, Optional.empty());
    }

    @POST
    @OpenTo(Role.ADMINISTRATOR)
    public Response create(@Nullable UserWrite wanted, @Context ContainerRequestContext request) {
        if (wanted == null) {
            throw ProblemException.badRequest(NOTHING_SENT);
        }
        UserAccount made;
        try {
            made = accounting.create(
                    Caller.of(request).actor(),
                    wanted.login().orElseThrow(() -> ProblemException.badRequest("login is needed.")),
                    wanted.displayName(),
                    Set.copyOf(wanted.roles()),
                    wanted.password());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
        return Response.status(Response.Status.CREATED)
                .entity(UserView.of(made, false))
                .build();
    }

    @PUT
    @Path("{id}")
    @OpenTo(Role.ADMINISTRATOR)
    public UserView change(
            @PathParam("id") String id, @Nullable UserWrite wanted, @Context ContainerRequestContext request) {
        UserAccount account = find(id);
        if (wanted == null) {
            throw ProblemException.badRequest(NOTHING_SENT);
        }
        boolean disabled = wanted.disabled().orElse(account.disabled());
        Caller caller = Caller.of(request);
        if (account.id().equals(caller.id()) && (disabled || !wanted.roles().contains(Role.ADMINISTRATOR))) {
            throw ProblemException.badRequest(
                    "You cannot close your own account or take the administrator's role from yourself. Ask another "
                            + "administrator.");
        }
        try {
            UserAccount changed = accounting.change(
                    caller.actor(),
                    account,
                    wanted.displayName(),
                    Set.copyOf(wanted.roles()),
                    disabled,
                    wanted.password());
            return UserView.of(changed, factors.on(changed));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage() + ".");
        }
    }

    /** Makes an API token for somebody; told this once. */
    @POST
    @Path("{id}/tokens")
    @OpenTo(Role.ADMINISTRATOR)
    public Response newToken(
            @PathParam("id") String id,
            SessionResource.@Nullable NewToken wanted,
            @Context ContainerRequestContext request) {
        return SessionResource.issued(accounting, Caller.of(request), find(id), wanted);
    }

    /**
     * Takes the second factor from somebody who cannot use it any more, and ends their sessions: the password alone signs in until
     * they have set it up again. Not one's own: whoever sits at an open session would be rid of it.
     */
    @POST
    @Path("{id}/second-factor/reset")
    @OpenTo(Role.ADMINISTRATOR)
    public Response resetSecondFactor(@PathParam("id") String id, @Context ContainerRequestContext request) {
        UserAccount account = find(id);
        Caller caller = Caller.of(request);
        if (account.id().equals(caller.id())) {
            throw ProblemException.badRequest(
                    "You cannot reset your own second factor. Nothing was changed. Set it up anew with your password, or ask"
                            + " another administrator.");
        }
        if (!factors.reset(caller.actor(), account)) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "This account has no second factor. Nothing was changed; the password alone signs in.");
        }
        return Response.noContent().build();
    }

    private UserAccount find(String id) {
        Optional<UserAccount> account;
        try {
            UserId user = new UserId(id);
            account = store.read(records -> records.accounts().find(user));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("user");
        }
        return account.orElseThrow(() -> ProblemException.notFound("user"));
    }
}
