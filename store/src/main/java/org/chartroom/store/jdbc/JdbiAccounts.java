package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.Accounts;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Credential;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.SecondFactor;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

final class JdbiAccounts implements Accounts {
    private static final String SELECT = "SELECT id, login, display_name, roles, password_hash, disabled FROM account ";
    private static final RowMapper<UserAccount> ROW = (row, context) -> new UserAccount(
            new UserId(text(row, "id")),
            text(row, "login"),
            text(row, "display_name"),
            Arrays.stream(text(row, "roles").split(","))
                    .filter(code -> !code.isEmpty())
                    .map(Role::ofCode)
                    .collect(Collectors.toSet()),
            Optional.ofNullable(row.getString("password_hash")),
            row.getInt("disabled") == 1);
    private static final RowMapper<Credential> CREDENTIAL_ROW = (row, context) -> new Credential(
            text(row, "secret_sha256"),
            new UserId(text(row, "account")),
            text(row, "kind"),
            text(row, "label"),
            Columns.instant(row, "created_at"),
            Columns.instant(row, "last_used_at"),
            Columns.instant(row, "expires_at"));

    private final Session session;

    JdbiAccounts(Session session) {
        this.session = session;
    }

    @Override
    public void add(UserAccount account) {
        requireFreeLogin(account);
        bindRow(session.writing().createUpdate("""
                                        INSERT INTO account (id, login, login_key, display_name, roles, password_hash,
                                          disabled)
                                        VALUES (:id, :login, :loginKey, :displayName, :roles, :passwordHash, :disabled)
                                        """), account).execute();
    }

    private void requireFreeLogin(UserAccount account) {
        Optional<UserAccount> other = byLogin(account.login());
        if (other.isPresent() && !other.get().id().equals(account.id())) {
            throw new ConflictException("the login '" + account.login() + "' is taken; choose another");
        }
    }

    private static <S extends SqlStatement<S>> S bindRow(S statement, UserAccount account) {
        return statement
                .bind("id", account.id().value())
                .bind("login", account.login())
                .bind("loginKey", key(account.login()))
                .bind("displayName", account.displayName())
                .bind("roles", account.roles().stream().sorted().map(Role::code).collect(Collectors.joining(",")))
                .bind("passwordHash", value(account.passwordHash(), hash -> hash))
                .bind("disabled", account.disabled() ? 1 : 0);
    }

    private static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<UserAccount> find(UserId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public Optional<UserAccount> byLogin(String login) {
        return session.reading()
                .createQuery(SELECT + "WHERE login_key = :loginKey")
                .bind("loginKey", key(login))
                .map(ROW)
                .findOne();
    }

    @Override
    public void update(UserAccount account) {
        requireFreeLogin(account);
        int known = bindRow(session.writing().createUpdate("""
                                        UPDATE account SET login = :login, login_key = :loginKey,
                                          display_name = :displayName, roles = :roles, password_hash = :passwordHash,
                                          disabled = :disabled
                                        WHERE id = :id
                                        """), account).execute();
        if (known != 1) {
            throw new ConflictException("account " + account.id() + " is not kept here");
        }
    }

    @Override
    public List<UserAccount> all() {
        return session.reading()
                .createQuery(SELECT + "ORDER BY login_key")
                .map(ROW)
                .list();
    }

    @Override
    public void addCredential(Credential credential) {
        session.writing()
                .createUpdate("""
                        INSERT INTO credential (secret_sha256, account, kind, label, created_at, last_used_at, expires_at)
                        VALUES (:secret, :account, :kind, :label, :createdAt, :lastUsedAt, :expiresAt)
                        """)
                .bind("secret", credential.secretSha256())
                .bind("account", credential.user().value())
                .bind("kind", credential.kind())
                .bind("label", credential.label())
                .bind("createdAt", Columns.micros(credential.createdAt()))
                .bind("lastUsedAt", Columns.micros(credential.lastUsedAt()))
                .bind("expiresAt", Columns.micros(credential.expiresAt()))
                .execute();
    }

    @Override
    public Optional<Credential> credential(String secretSha256) {
        return session.reading()
                .createQuery("SELECT secret_sha256, account, kind, label, created_at, last_used_at, expires_at"
                        + " FROM credential WHERE secret_sha256 = :secret")
                .bind("secret", secretSha256)
                .map(CREDENTIAL_ROW)
                .findOne();
    }

    @Override
    public void touchCredential(String secretSha256, Instant usedAt, Instant expiresAt) {
        session.writing()
                .createUpdate("UPDATE credential SET last_used_at = :usedAt, expires_at = :expiresAt"
                        + " WHERE secret_sha256 = :secret")
                .bind("secret", secretSha256)
                .bind("usedAt", Columns.micros(usedAt))
                .bind("expiresAt", Columns.micros(expiresAt))
                .execute();
    }

    @Override
    public void removeCredential(String secretSha256) {
        session.writing()
                .createUpdate("DELETE FROM credential WHERE secret_sha256 = :secret")
                .bind("secret", secretSha256)
                .execute();
    }

    @Override
    public void removeSessions(UserId user, Optional<String> butSecretSha256) {
        session.writing()
                .createUpdate("DELETE FROM credential WHERE account = :account AND kind = 'session'"
                        + " AND secret_sha256 <> :but")
                .bind("account", user.value())
                .bind("but", butSecretSha256.orElse(""))
                .execute();
    }

    @Override
    public Optional<SecondFactor> secondFactor(UserId user) {
        return session.reading()
                .createQuery("""
                        SELECT account, sealed, pending, since, last_step,
                          (SELECT count(*) FROM recovery_code
                            WHERE recovery_code.account = second_factor.account AND used_at IS NULL) AS codes
                        FROM second_factor WHERE account = :account
                        """)
                .bind("account", user.value())
                .map((row, context) -> new SecondFactor(
                        new UserId(text(row, "account")),
                        Optional.ofNullable(row.getString("sealed")),
                        Optional.ofNullable(row.getString("pending")),
                        Columns.maybeInstant(row, "since"),
                        row.getLong("last_step"),
                        row.getInt("codes")))
                .findOne();
    }

    @Override
    public Set<UserId> withSecondFactor() {
        return session
                .reading()
                .createQuery("SELECT account FROM second_factor WHERE sealed IS NOT NULL")
                .mapTo(String.class)
                .stream()
                .map(UserId::new)
                .collect(Collectors.toSet());
    }

    @Override
    public void offerSecondFactor(UserId user, String sealed) {
        session.writing()
                .createUpdate("""
                        INSERT INTO second_factor (account, pending, last_step) VALUES (:account, :pending, 0)
                        ON CONFLICT (account) DO UPDATE SET pending = :pending
                        """)
                .bind("account", user.value())
                .bind("pending", sealed)
                .execute();
    }

    @Override
    public void confirmSecondFactor(UserId user, Instant at, long step, List<String> recoverySha256) {
        int confirmed = session.writing()
                .createUpdate("""
                        UPDATE second_factor SET sealed = pending, pending = NULL, since = :at, last_step = :step
                        WHERE account = :account AND pending IS NOT NULL
                        """)
                .bind("account", user.value())
                .bind("at", Columns.micros(at))
                .bind("step", step)
                .execute();
        if (confirmed != 1) {
            throw new ConflictException("no second factor waits for its first code; begin again");
        }
        removeRecoveryCodes(user);
        for (String sha256 : recoverySha256) {
            session.writing()
                    .createUpdate("INSERT INTO recovery_code (sha256, account) VALUES (:sha256, :account)")
                    .bind("sha256", sha256)
                    .bind("account", user.value())
                    .execute();
        }
    }

    @Override
    public boolean spendStep(UserId user, long step) {
        return session.writing()
                        .createUpdate("UPDATE second_factor SET last_step = :step"
                                + " WHERE account = :account AND sealed IS NOT NULL AND last_step < :step")
                        .bind("account", user.value())
                        .bind("step", step)
                        .execute()
                == 1;
    }

    @Override
    public boolean spendRecoveryCode(UserId user, String sha256, Instant at) {
        return session.writing()
                        .createUpdate("UPDATE recovery_code SET used_at = :at"
                                + " WHERE sha256 = :sha256 AND account = :account AND used_at IS NULL")
                        .bind("sha256", sha256)
                        .bind("account", user.value())
                        .bind("at", Columns.micros(at))
                        .execute()
                == 1;
    }

    @Override
    public void removeSecondFactor(UserId user) {
        removeRecoveryCodes(user);
        session.writing()
                .createUpdate("DELETE FROM second_factor WHERE account = :account")
                .bind("account", user.value())
                .execute();
    }

    private void removeRecoveryCodes(UserId user) {
        session.writing()
                .createUpdate("DELETE FROM recovery_code WHERE account = :account")
                .bind("account", user.value())
                .execute();
    }

    @Override
    public Optional<Instant> askedForSecondFactor(UserId user) {
        return session.reading()
                .createQuery("SELECT asked_at FROM second_factor_asked WHERE account = :account")
                .bind("account", user.value())
                .map((row, context) -> Columns.instant(row, "asked_at"))
                .findOne();
    }

    @Override
    public void askForSecondFactor(UserId user, Instant at) {
        session.writing()
                .createUpdate("INSERT INTO second_factor_asked (account, asked_at) VALUES (:account, :at)"
                        + " ON CONFLICT (account) DO NOTHING")
                .bind("account", user.value())
                .bind("at", Columns.micros(at))
                .execute();
    }
}
