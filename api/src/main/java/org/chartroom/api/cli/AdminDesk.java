package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.House;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Outcome;
import org.chartroom.api.upkeep.Watch;
import org.chartroom.index.IndexInUseException;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.StoreInUseException;
import org.chartroom.models.record.UserAccount;
import org.chartroom.store.jdbc.SqliteConfig;

/** Where the administrator's commands are carried out: here, or by the server that has the data folder open. */
sealed interface AdminDesk extends AutoCloseable permits OpenHouse, RunningServer {
    /**
     * An account as commands show it.
     *
     * @param id as the API names it
     */
    record User(String id, String login, String name, Set<Role> roles, boolean disabled) {
        static User of(UserAccount account) {
            return new User(
                    account.id().value(),
                    account.login(),
                    account.displayName(),
                    Set.copyOf(account.roles()),
                    account.disabled());
        }
    }

    /** Has an errand done and waits for its end. */
    Outcome run(Errand errand, Watch watch) throws IOException, InterruptedException;

    List<User> users() throws IOException, InterruptedException;

    /** @param password empty for an account with tokens only */
    User add(String login, String name, Set<Role> roles, Optional<String> password)
            throws IOException, InterruptedException;

    /**
     * Replaces what is given of an account.
     *
     * @param password empty keeps the one there is
     */
    User change(User user, Set<Role> roles, boolean disabled, Optional<String> password)
            throws IOException, InterruptedException;

    /** Takes the second factor from an account; its sessions end. */
    void resetSecondFactor(User user) throws IOException, InterruptedException;

    /** A new API token, which is kept nowhere. */
    String token(User user, String label, int days) throws IOException, InterruptedException;

    /** What is due up to a day, as {@code GET /retention/due} answers. */
    JsonNode due(LocalDate by) throws IOException, InterruptedException;

    /** The legal holds, as the items of {@code GET /holds}. */
    JsonNode holds() throws IOException, InterruptedException;

    /** The destructions, as the items of {@code GET /retention/destructions}. */
    JsonNode destructions() throws IOException, InterruptedException;

    @Override
    void close();

    /**
     * The desk of a data folder.
     *
     * <p>The lock on the records tells whether a server has them open, not the file it writes: a killed server's file is
     * left over, its lock never is.
     *
     * @throws CommandFailed when there is nothing there, or another process has it open that is no server
     */
    static AdminDesk of(ServerConfig config, Clock clock) throws IOException {
        Path data = config.data();
        if (!Files.isRegularFile(SqliteConfig.in(data).file())) {
            throw new CommandFailed("there are no records in " + data
                    + ": name the data folder with --data DIR or the server's configuration with --config FILE");
        }
        try {
            return new OpenHouse(House.open(config, clock), clock);
        } catch (StoreInUseException | IndexInUseException e) {
            return RunningServer.of(data);
        }
    }
}
