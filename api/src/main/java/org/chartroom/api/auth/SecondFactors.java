package org.chartroom.api.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.commons.codec.binary.Base32;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SecondFactor;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.store.keys.KeysException;
import org.chartroom.store.keys.SecretSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second factor of accounts: one-time codes by the clock ({@link OneTimeCodes}), and recovery codes. Secrets are kept sealed,
 * recovery codes as hashes; both are told once. Everything that happens to them is in the audit trail, without them. Safe for use
 * by many threads.
 */
public final class SecondFactors {
    /** What the secrets are sealed for; no other seal has it. */
    public static final String PURPOSE = "chartroom second factor";

    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

    private final RecordStore store;
    private final Accounting accounting;
    private final SecretSeal seal;
    private final Clock clock;
    private final Supplier<String> ids;
    private final RandomGenerator random;
    private final SecondFactorPolicy policy;
    private final String office;

    /**
     * @param ids random identifiers, for recovery codes
     * @param random must not be guessable in production
     * @param office as authenticator apps name it
     */
    public SecondFactors(
            RecordStore store,
            Accounting accounting,
            SecretSeal seal,
            Clock clock,
            Supplier<String> ids,
            RandomGenerator random,
            SecondFactorPolicy policy,
            String office) {
        this.store = store;
        this.accounting = accounting;
        this.seal = seal;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.policy = policy;
        this.office = office;
    }

    /**
     * How somebody stands.
     *
     * @param on whether they sign in with a code
     * @param since from when on
     * @param recoveryCodes how many are left
     * @param asked whether the office wants them to
     * @param laterUntil until when they may put it off, where they were asked and have not
     * @param required whether nothing else is open to their sessions until they have
     */
    public record Standing(
            boolean on,
            Optional<Instant> since,
            int recoveryCodes,
            boolean asked,
            Optional<Instant> laterUntil,
            boolean required) {}

    /**
     * A new secret, told this once.
     *
     * @param secret in Base32, in groups of four, to be typed
     * @param uri the same for programs, as authenticator apps read it
     * @param qr the URI as a picture
     */
    public record Offer(String secret, String uri, QrPicture qr) {
        @Override
        public String toString() {
            return "Offer";
        }
    }

    /** What came of a code at the door. */
    enum Check {
        CODE,
        RECOVERY_CODE,
        /** It was right and was taken before, or a later one was. */
        USED,
        WRONG
    }

    /** Whom the office asks. */
    public SecondFactorPolicy policy() {
        return policy;
    }

    /** How this account stands now. */
    public Standing standing(UserAccount account) {
        boolean asks = policy.asks(account.roles());
        Instant now = clock.instant();
        return store.read(records -> {
            Optional<SecondFactor> factor = factor(records, account.id());
            boolean on = factor.isPresent();
            Optional<Instant> asked =
                    asks && !on ? records.accounts().askedForSecondFactor(account.id()) : Optional.empty();
            return new Standing(
                    on,
                    factor.flatMap(SecondFactor::since),
                    factor.map(SecondFactor::recoveryCodes).orElse(0),
                    asks,
                    asked.map(policy::laterUntil),
                    !on && policy.requires(account.roles(), asked, now));
        });
    }

    private static Optional<SecondFactor> factor(Records records, UserId user) {
        return records.accounts().secondFactor(user).filter(SecondFactor::on);
    }

    /** Whether signing in to it needs a code. */
    boolean on(UserAccount account) {
        return store.read(records -> factor(records, account.id())).isPresent();
    }

    /**
     * Begins to set it up: the secret is good once {@link #confirm} saw a code of it; the one there was stays good until then.
     *
     * @throws ProblemException 403 when a program's token would replace what is in use
     */
    Offer begin(Caller caller) {
        boolean byToken = store.read(records -> factor(records, caller.id()).isPresent()
                && records.accounts()
                        .credential(caller.secretSha256())
                        .filter(credential -> credential.kind().equals(Accounting.SESSION))
                        .isEmpty());
        if (byToken) {
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "A token cannot replace a second factor. Nothing was changed. Sign in with password and code.");
        }
        byte[] secret = new byte[OneTimeCodes.SECRET_BYTES];
        random.nextBytes(secret);
        String sealed;
        try {
            sealed = seal.seal(secret, caller.id().value());
        } catch (KeysException e) {
            log.error("A second factor cannot be set up.", e);
            throw new ProblemException(
                    Kind.UNAVAILABLE,
                    "The server has no key to seal the secret with. Nothing was changed. Ask the administrator to look at"
                            + " the key file.");
        }
        store.write(records -> {
            records.accounts().offerSecondFactor(caller.id(), sealed);
            audit(records, caller.actor(), AuditAction.ADMIN, caller.id(), "second factor: setting it up was begun");
            return sealed;
        });
        String text = new Base32().encodeAsString(secret);
        String uri = uri(caller.account().login(), text);
        return new Offer(text.replaceAll("(.{4})(?=.)", "$1 "), uri, QrPicture.of(uri));
    }

    /** As Google's key URI format has it; apps take a colon for the end of the issuer. */
    private String uri(String login, String secret) {
        String issuer = encoded(office.replace(':', ' ').strip());
        return "otpauth://totp/" + issuer + ":" + encoded(login) + "?secret=" + secret + "&issuer=" + issuer
                + "&algorithm=SHA1&digits=" + OneTimeCodes.DIGITS + "&period=" + OneTimeCodes.STEP.toSeconds();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Puts the secret that was offered into use, and ends their other sessions.
     *
     * @return the recovery codes, told this once
     * @throws ProblemException 403 when it is no code of it; 409 when nothing was offered
     */
    List<String> confirm(Caller caller, String typed) {
        UserId user = caller.id();
        String pending = store.read(records -> records.accounts().secondFactor(user))
                .flatMap(SecondFactor::pending)
                .orElseThrow(() -> new ProblemException(
                        Kind.CONFLICT,
                        "Setting it up was not begun, or ended elsewhere. Nothing was changed. Begin again."));
        OptionalLong step = OneTimeCodes.matching(open(pending, user), digits(typed), clock.instant());
        if (step.isEmpty()) {
            store.write(records -> {
                audit(
                        records,
                        caller.actor(),
                        AuditAction.SIGN_IN_REFUSED,
                        user,
                        "second factor: a wrong code when setting it up");
                return user;
            });
            throw new ProblemException(
                    Kind.NOT_ALLOWED,
                    "That is not the code of now. Nothing was changed, and the secret is still good. Type the code that the"
                            + " app shows; if it goes on, set the telephone's clock to the network's time.");
        }
        List<String> codes = RecoveryCodes.make(ids);
        try {
            store.write(records -> {
                boolean again = factor(records, user).isPresent();
                records.accounts()
                        .confirmSecondFactor(
                                user,
                                clock.instant(),
                                step.getAsLong(),
                                codes.stream()
                                        .map(code -> RecoveryCodes.sha256(user, code))
                                        .toList());
                records.accounts().removeSessions(user, Optional.of(caller.secretSha256()));
                audit(
                        records,
                        caller.actor(),
                        AuditAction.ADMIN,
                        user,
                        again ? "second factor: set up anew" : "second factor: set up");
                return user;
            });
        } catch (ConflictException e) {
            throw new ProblemException(Kind.CONFLICT, "It was set up elsewhere meanwhile. Begin again.");
        }
        accounting.disbelieve();
        return codes;
    }

    /**
     * Takes a code at the door, once.
     *
     * @throws ProblemException 503 when the secret cannot be opened
     */
    Check check(UserAccount account, String typed) {
        UserId user = account.id();
        Instant now = clock.instant();
        if (RecoveryCodes.looksLikeOne(typed)) {
            String sha256 = RecoveryCodes.sha256(user, typed);
            boolean taken = store.write(records -> records.accounts().spendRecoveryCode(user, sha256, now));
            return taken ? Check.RECOVERY_CODE : Check.WRONG;
        }
        Optional<String> sealed =
                store.read(records -> records.accounts().secondFactor(user)).flatMap(SecondFactor::sealed);
        if (sealed.isEmpty()) {
            return Check.WRONG;
        }
        OptionalLong step = OneTimeCodes.matching(open(sealed.get(), user), digits(typed), now);
        if (step.isEmpty()) {
            return Check.WRONG;
        }
        boolean taken = store.write(records -> records.accounts().spendStep(user, step.getAsLong()));
        return taken ? Check.CODE : Check.USED;
    }

    /**
     * Takes the second factor from an account, whose password alone signs in until it is set up again, and ends its sessions.
     *
     * @return false when there was none
     */
    public boolean reset(Actor by, UserAccount account) {
        boolean there = store.write(records -> {
            if (factor(records, account.id()).isEmpty()) {
                return false;
            }
            records.accounts().removeSecondFactor(account.id());
            records.accounts().removeSessions(account.id(), Optional.empty());
            audit(records, by, AuditAction.ADMIN, account.id(), "second factor: reset");
            return true;
        });
        accounting.disbelieve();
        return there;
    }

    private byte[] open(String sealed, UserId user) {
        try {
            return seal.open(sealed, user.value());
        } catch (KeysException e) {
            log.error("The second factor of {} cannot be opened.", user, e);
            throw new ProblemException(
                    Kind.UNAVAILABLE,
                    "The server cannot check codes of this account: what they are made with was sealed with a key that it"
                            + " has not got. Nothing was changed. Use a recovery code, or ask the administrator to put the"
                            + " key file's copy back or to reset the second factor.");
        }
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }

    private void audit(Records records, Actor by, AuditAction action, UserId subject, String what) {
        records.audit()
                .append(new AuditEvent(
                        clock.instant(), by, action, "user", subject.value(), Optional.empty(), Map.of("what", what)));
    }
}
