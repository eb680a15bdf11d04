package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.House;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.retention.RetentionReport;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Outcome;
import org.chartroom.api.upkeep.Upkeep;
import org.chartroom.api.upkeep.Watch;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;

/** A data folder that no server has open, opened by the command itself. */
final class OpenHouse implements AdminDesk {
    private static final Actor BY = Accounting.AT_THE_COMMAND_LINE;

    private final House house;
    private final IndexFollower follower;
    private final Upkeep upkeep;

    OpenHouse(House house, Clock clock) {
        this.house = house;
        this.follower = new IndexFollower(house.store(), house.index(), clock, searchable -> {});
        this.upkeep = house.upkeep(follower);
        follower.start();
    }

    @Override
    public Outcome run(Errand errand, Watch watch) throws IOException {
        return upkeep.run(errand, BY, watch);
    }

    @Override
    public List<User> users() {
        return house.accounting().all().stream().map(User::of).toList();
    }

    @Override
    public User add(String login, String name, Set<Role> roles, Optional<String> password) {
        try {
            return User.of(house.accounting().create(BY, login, name, roles, password));
        } catch (IllegalArgumentException | ConflictException e) {
            throw new CommandFailed(e.getMessage() + "; nothing was changed");
        }
    }

    @Override
    public User change(User user, Set<Role> roles, boolean disabled, Optional<String> password) {
        UserAccount account = account(user);
        try {
            return User.of(house.accounting().change(BY, account, account.displayName(), roles, disabled, password));
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(e.getMessage() + "; nothing was changed");
        }
    }

    @Override
    public void resetSecondFactor(User user) {
        if (!house.secondFactors().reset(BY, account(user))) {
            throw new CommandFailed("'" + user.login() + "' has no second factor; nothing was changed");
        }
    }

    @Override
    public String token(User user, String label, int days) {
        return house.accounting().issueToken(BY, account(user), label, Duration.ofDays(days));
    }

    @Override
    public JsonNode due(LocalDate by) {
        return report().due(
                        LocalDate.ofInstant(
                                house.clock().instant(), house.config().office().zoneId()),
                        by);
    }

    @Override
    public JsonNode holds() {
        return report().holds();
    }

    @Override
    public JsonNode destructions() {
        return report().destructions();
    }

    private RetentionReport report() {
        return new RetentionReport(
                house.store(), house.facility(), house.config().office().zoneId());
    }

    private UserAccount account(User user) {
        UserId id = new UserId(user.id());
        return house.store()
                .read(records -> records.accounts().find(id))
                .orElseThrow(() -> new CommandFailed("there is no user '" + user.login() + "' any more"));
    }

    @Override
    public void close() {
        follower.close();
        house.close();
    }
}
