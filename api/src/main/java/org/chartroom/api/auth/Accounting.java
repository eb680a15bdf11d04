package org.chartroom.api.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.chartroom.api.RandomIds;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Credential;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SecondFactor;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/**
 * Accounts and what proves them: passwords, sessions, tokens. Used by the server and, with the server stopped, by the
 * commands. Safe for use by many threads.
 */
public final class Accounting {
    /** The actor of what the house does by itself. */
    public static final Actor HOUSE = new Actor(new UserId("chartroom"), "Chartroom", Role.ADMINISTRATOR, "");

    /** The account of who may read the data folder, and so has the administrator's commands. */
    private static final UserAccount COMMAND_LINE = new UserAccount(
            HOUSE.user(), "chartroom", "Command line", Set.of(Role.ADMINISTRATOR), Optional.empty(), false);

    /** The same as an actor, for commands that work without a server. */
    public static final Actor AT_THE_COMMAND_LINE =
            new Actor(HOUSE.user(), COMMAND_LINE.displayName(), Role.ADMINISTRATOR, "");

    static final String SESSION = "session";
    static final String TOKEN = "token";
    /** Using a session is written down at most this often. */
    private static final Duration TOUCH_EVERY = Duration.ofSeconds(30);
    /** What was read of a credential is believed this long; whatever this class changes is seen at once. */
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private static final int MOST_BELIEVED = 10_000;

    private final RecordStore store;
    private final Passwords passwords;
    private final Clock clock;
    private final RandomIds ids;
    private final Duration idle;
    private final Duration absolute;
    private final ConcurrentMap<String, Believed> believed = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private volatile Optional<Credential> run = Optional.empty();

    /**
     * @param idle how long a session lasts without a request
     * @param absolute how long it lasts at most
     */
    public Accounting(
            RecordStore store, Passwords passwords, Clock clock, RandomIds ids, Duration idle, Duration absolute) {
        this.store = store;
        this.passwords = passwords;
        this.clock = clock;
        this.ids = ids;
        this.idle = idle;
        this.absolute = absolute;
    }

    /**
     * Makes an account.
     *
     * @param password empty for an account with tokens only
     * @throws org.chartroom.models.record.ConflictException when the login is taken
     * @throws IllegalArgumentException when login or password cannot be; the message is for people
     */
    public UserAccount create(Actor by, String login, String displayName, Set<Role> roles, Optional<String> password) {
        if (!login.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw new IllegalArgumentException("a login is 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        if (displayName.isBlank()) {
            throw new IllegalArgumentException("an account needs a name that people see");
        }
        UserAccount account = new UserAccount(
                new UserId(ids.get()),
                login.toLowerCase(Locale.ROOT),
                displayName.strip(),
                roles,
                password.map(this::hash),
                false);
        return store.write(records -> {
            records.accounts().add(account);
            audit(records, by, AuditAction.ADMIN, account.id(), "account made");
            return account;
        });
    }

    /**
     * Replaces name, roles, disabled state and, where given, the password.
     *
     * @throws IllegalArgumentException when password or roles cannot be, or nobody would be left who can administer; the
     *     message is for people
     */
    public UserAccount change(
            Actor by,
            UserAccount account,
            String displayName,
            Set<Role> roles,
            boolean disabled,
            Optional<String> password) {
        Optional<String> hash = password.map(this::hash).or(account::passwordHash);
        UserAccount changed =
                new UserAccount(account.id(), account.login(), displayName.strip(), roles, hash, disabled);
        UserAccount kept = store.write(records -> {
            UserAccount before = records.accounts().find(account.id()).orElse(account);
            if (administers(before)
                    && !administers(changed)
                    && records.accounts().all().stream()
                            .noneMatch(each -> !each.id().equals(account.id()) && administers(each))) {
                throw new IllegalArgumentException(
                        "'" + account.login() + "' is the last administrator who can sign in; make another one first");
            }
            records.accounts().update(changed);
            audit(records, by, AuditAction.ADMIN, account.id(), what(before, changed, password.isPresent()));
            return changed;
        });
        disbelieve();
        return kept;
    }

    private static boolean administers(UserAccount account) {
        return !account.disabled() && account.roles().contains(Role.ADMINISTRATOR);
    }

    private static String what(UserAccount before, UserAccount after, boolean password) {
        List<String> changes = new ArrayList<>();
        if (!before.displayName().equals(after.displayName())) {
            changes.add("name changed");
        }
        if (!before.roles().equals(after.roles())) {
            changes.add("roles "
                    + after.roles().stream().sorted().map(Role::code).collect(Collectors.joining(", ", "now ", "")));
        }
        if (before.disabled() != after.disabled()) {
            changes.add(after.disabled() ? "disabled" : "enabled");
        }
        if (password) {
            changes.add("password set");
        }
        return changes.isEmpty() ? "account written, nothing changed" : String.join("; ", changes);
    }

    /** Every account, by login. */
    public List<UserAccount> all() {
        return store.read(records -> records.accounts().all());
    }

    /** Makes the token of this run of the server: an administrator's, known to this process only, good until it ends. */
    public String beginRun() {
        String secret = ids.secret();
        Instant now = clock.instant();
        run = Optional.of(
                new Credential(Secrets.sha256(secret), COMMAND_LINE.id(), TOKEN, "this run", now, now, Instant.MAX));
        return secret;
    }

    /** The account with that login, compared without case. */
    public Optional<UserAccount> byLogin(String login) {
        return store.read(records -> records.accounts().byLogin(login.toLowerCase(Locale.ROOT)));
    }

    /** Makes an API token for an account and gives its secret, which is kept nowhere. */
    public String issueToken(Actor by, UserAccount account, String label, Duration lifetime) {
        String secret = ids.secret();
        Instant now = clock.instant();
        Credential credential =
                new Credential(Secrets.sha256(secret), account.id(), TOKEN, label, now, now, now.plus(lifetime));
        store.write(records -> {
            records.accounts().addCredential(credential);
            audit(records, by, AuditAction.ADMIN, account.id(), "token made");
            return credential;
        });
        return secret;
    }

    /** Ends a token or session by its secret. */
    public void revoke(String secret) {
        end(Secrets.sha256(secret));
    }

    void end(String secretSha256) {
        store.write(records -> {
            records.accounts().removeCredential(secretSha256);
            return secretSha256;
        });
        disbelieve();
    }

    /** A one-time password: easy to read out and type. */
    public String newPassword() {
        return newPassword(ids);
    }

    /** As {@link #newPassword()}, where there is no store yet. */
    public static String newPassword(RandomIds ids) {
        String id = ids.get();
        return id.substring(0, 5) + "-" + id.substring(5, 10) + "-" + id.substring(10, 15);
    }

    /** The account that this password opens, if it does. */
    Optional<UserAccount> check(String login, String password) {
        Optional<UserAccount> account = byLogin(login);
        boolean right = passwords.matches(account.flatMap(UserAccount::passwordHash), password);
        return right ? account.filter(each -> !each.disabled()) : Optional.empty();
    }

    /**
     * Opens a session and gives its secret.
     *
     * @param how by what they proved who they are, for the audit trail; empty for the password alone
     * @param asked whether they are asked to set up a second factor now
     */
    String openSession(UserAccount account, Actor actor, Optional<String> how, boolean asked) {
        String secret = ids.secret();
        Instant now = clock.instant();
        Credential credential =
                new Credential(Secrets.sha256(secret), account.id(), SESSION, "", now, now, now.plus(idle));
        store.write(records -> {
            records.accounts().addCredential(credential);
            if (asked) {
                records.accounts().askForSecondFactor(account.id(), now);
            }
            records.audit()
                    .append(new AuditEvent(
                            now,
                            actor,
                            AuditAction.SIGN_IN,
                            "user",
                            account.id().value(),
                            Optional.empty(),
                            how.map(what -> java.util.Map.of("what", what)).orElse(java.util.Map.of())));
            return credential;
        });
        return secret;
    }

    /** What a secret proves now: a live session or token of an account that is not disabled. */
    Optional<Proven> prove(String secret) {
        String hash = Secrets.sha256(secret);
        Instant now = clock.instant();
        Optional<Credential> here =
                run.filter(credential -> credential.secretSha256().equals(hash));
        if (here.isPresent()) {
            return here.map(credential -> new Proven(COMMAND_LINE, credential, false, Optional.empty()));
        }
        Optional<Proven> proven =
                look(hash, now).filter(each -> now.isBefore(each.credential().expiresAt()));
        proven.map(Proven::credential)
                .filter(credential -> credential.kind().equals(SESSION))
                .filter(credential ->
                        Duration.between(credential.lastUsedAt(), now).compareTo(TOUCH_EVERY) > 0)
                .ifPresent(credential -> touch(credential, now));
        return proven;
    }

    /** What the store says of a secret, at most {@link #BELIEVED} ago. A secret that proves nothing is looked up each time. */
    private Optional<Proven> look(String hash, Instant now) {
        Believed earlier = believed.get(hash);
        if (earlier != null
                && now.isBefore(earlier.until())
                && !now.isBefore(earlier.until().minus(BELIEVED))) {
            return Optional.of(earlier.proven());
        }
        long changesBefore = changes.get();
        Optional<Proven> proven = store.read(records -> records.accounts()
                .credential(hash)
                .flatMap(credential -> records.accounts()
                        .find(credential.user())
                        .filter(account -> !account.disabled())
                        .map(account -> new Proven(
                                account,
                                credential,
                                records.accounts()
                                        .secondFactor(account.id())
                                        .filter(SecondFactor::on)
                                        .isPresent(),
                                records.accounts().askedForSecondFactor(account.id())))));
        if (believed.size() >= MOST_BELIEVED) {
            believed.clear();
        }
        proven.ifPresent(each -> believed.put(hash, new Believed(each, now.plus(BELIEVED))));
        if (changes.get() != changesBefore) {
            // It was changed while it was read.
            believed.clear();
        }
        return proven;
    }

    /** To be called after what a secret proves was changed in the store. */
    void disbelieve() {
        changes.incrementAndGet();
        believed.clear();
    }

    private record Believed(Proven proven, Instant until) {}

    private void touch(Credential credential, Instant now) {
        Instant end = credential.createdAt().plus(absolute);
        Instant idleEnd = now.plus(idle);
        store.write(records -> {
            records.accounts().touchCredential(credential.secretSha256(), now, idleEnd.isBefore(end) ? idleEnd : end);
            return credential;
        });
        disbelieve();
    }

    /**
     * @param secondFactor whether signing in to the account needs a code
     * @param asked when its person was first asked to set that up
     */
    record Proven(UserAccount account, Credential credential, boolean secondFactor, Optional<Instant> asked) {
        boolean isSession() {
            return credential.kind().equals(SESSION);
        }
    }

    private String hash(String password) {
        if (password.length() < Passwords.SHORTEST || password.length() > 200) {
            throw new IllegalArgumentException(
                    "a password has " + Passwords.SHORTEST + " to 200 characters; a few words are easy to remember");
        }
        return passwords.hash(password);
    }

    private void audit(Records records, Actor by, AuditAction action, UserId subject, String what) {
        records.audit()
                .append(new AuditEvent(
                        clock.instant(),
                        by,
                        action,
                        "user",
                        subject.value(),
                        Optional.empty(),
                        java.util.Map.of("what", what)));
    }
}
