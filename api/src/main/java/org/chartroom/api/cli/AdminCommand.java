package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.json.Json;
import org.chartroom.api.upkeep.BackupException;
import org.chartroom.api.upkeep.CalledOffException;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Outcome;
import org.chartroom.api.upkeep.Restoring;
import org.chartroom.store.jdbc.ChannelPages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Upkeep, with the server running or not. */
@Command(
        name = "admin",
        description = "Upkeep of a data folder, with its server running or not.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {UserCommand.class, KeyCommand.class, ModelCommand.class, RetentionCommand.class})
final class AdminCommand {
    private static final int NOT_WELL = 1;

    private final Home home;
    private final Clock clock;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The server's configuration file.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "A data folder that runs with the defaults; the demonstration's when neither is named.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    AdminCommand(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** What the options say; with neither of them, the demonstration's folder. */
    ServerConfig config() {
        if (config != null && data != null) {
            throw new ParameterException(spec.commandLine(), "Name --config or --data, not both.");
        }
        return DataFolder.config(config, data, home);
    }

    AdminDesk desk() throws IOException {
        return AdminDesk.of(config(), clock);
    }

    /** Which day it is in the office. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config().office().zoneId());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            description =
                    "Looks through blobs, records, index, page ledgers and the audit trail, and names what is wrong.",
            mixinStandardHelpOptions = true)
    int verify(@Option(names = "--json", description = "One JSON object instead of lines.") boolean json)
            throws IOException, InterruptedException {
        try (AdminDesk desk = desk()) {
            return verified(desk, json);
        }
    }

    private int verified(AdminDesk desk, boolean json) throws IOException, InterruptedException {
        Outcome outcome = run(desk, new Errand.Verify());
        if (json) {
            out().println(Json.mapper().writeValueAsString(outcome));
        } else if (outcome instanceof Outcome.Verified verified) {
            tell(verified);
        }
        return end(outcome);
    }

    private void tell(Outcome.Verified verified) {
        PrintWriter out = out();
        out.println(verified.sentence());
        verified.faults().stream()
                .skip(1)
                .forEach(fault -> out.println("  " + fault.check()
                        + (fault.subject().isEmpty() ? "" : " " + fault.subject()) + ": " + fault.what()));
        if (verified.faultCount() > verified.faults().size()) {
            out.println("  and " + (verified.faultCount() - verified.faults().size()) + " more");
        }
        out.println();
        for (ChannelPages pages : verified.channels()) {
            out.printf(
                    Locale.ROOT,
                    "%-15s %d pages received = %d in documents + %d separators + %d blank + %d rejected%s%s%n",
                    pages.channel().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    pages.received(),
                    pages.inDocuments(),
                    pages.separators(),
                    pages.blanks(),
                    pages.rejected(),
                    pages.balanced()
                            ? ""
                            : ": THIS DOES NOT BALANCE, " + Math.abs(pages.received() - pages.accountedFor())
                                    + (pages.received() > pages.accountedFor() ? " are missing" : " are too many"),
                    pages.pending() == 0 ? "" : " (" + pages.pending() + " files pending)");
        }
        out.println(verified.auditEntries() + " audit entries, " + verified.blobs() + " blobs ("
                + (verified.bytes() >> 20) + " MB), " + verified.indexed() + " documents in the index; "
                + verified.orphans() + " blobs not named yet or any more");
    }

    @Command(
            description =
                    "Builds the index anew beside the one that answers, then changes over. Stopped or killed, it goes"
                            + " on where it was when it is run again.",
            mixinStandardHelpOptions = true)
    int reindex() throws IOException, InterruptedException {
        try (AdminDesk desk = desk()) {
            Outcome outcome = run(desk, new Errand.Reindex());
            out().println(outcome.sentence());
            return end(outcome);
        }
    }

    @Command(
            description = "Copies everything that is kept into a new dated folder, while the server works.",
            mixinStandardHelpOptions = true)
    int backup(
            @Parameters(paramLabel = "DIR", description = "Folder of the backups, on another disk.") Path into,
            @Option(names = "--json", description = "One JSON object instead of lines.") boolean json)
            throws IOException, InterruptedException {
        try (AdminDesk desk = desk()) {
            Outcome outcome = run(desk, new Errand.BackUp(into.toAbsolutePath()));
            if (json) {
                out().println(Json.mapper().writeValueAsString(outcome));
            } else if (outcome instanceof Outcome.BackedUp backedUp) {
                out().println(backedUp.sentence());
                out().println("It is in " + backedUp.folder());
            }
            return end(outcome);
        }
    }

    @Command(
            description = "Puts a backup into an empty data folder, builds its index and verifies it all.",
            mixinStandardHelpOptions = true)
    int restore(
            @Parameters(
                            paramLabel = "DIR",
                            description = "A backup, or the folder of several: then the latest whole one.")
                    Path from)
            throws IOException, InterruptedException {
        ServerConfig target = config();
        try (ErrandProgress progress = new ErrandProgress(spec.commandLine().getErr())) {
            Restoring restoring = Restoring.from(from.toAbsolutePath().normalize(), target);
            out().println("Restoring " + restoring.folder() + ", taken at "
                    + restoring.manifest().takenAt() + ", into " + target.data());
            out().flush();
            restoring.into(target.data(), Optional.ofNullable(config), progress);
        } catch (BackupException | CalledOffException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        try (AdminDesk desk = AdminDesk.of(target, clock)) {
            out().println(run(desk, new Errand.Reindex()).sentence());
            if (run(desk, new Errand.Destroy()) instanceof Outcome.Destroyed again && again.destructions() > 0) {
                out().println("Destroyed again, because it was destroyed after this backup: " + again.sentence());
            }
            return verified(desk, false);
        }
    }

    Outcome run(AdminDesk desk, Errand errand) throws IOException, InterruptedException {
        try (ErrandProgress progress = new ErrandProgress(spec.commandLine().getErr())) {
            return desk.run(errand, progress);
        } catch (CalledOffException e) {
            throw new CommandFailed("it was stopped before it was done; run it again to go on");
        } catch (BackupException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private int end(Outcome outcome) {
        out().flush();
        return outcome.ok() ? 0 : NOT_WELL;
    }
}
