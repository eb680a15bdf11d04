package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.chartroom.api.json.Json;
import org.chartroom.api.retention.DestructionLog;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Outcome;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * What is due, what holds keep, and the end of destructions. Proposing and confirming one are for two named persons with
 * their passwords, in the pages: whoever may read the data folder is neither.
 */
@Command(
        name = "retention",
        description = "What is due to be destroyed, what legal holds keep, and what was destroyed.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RetentionCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private AdminCommand admin;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "What is due up to a day, by record class and rule.", mixinStandardHelpOptions = true)
    int due(
            @Option(names = "--by", paramLabel = "DATE", description = "Up to this day, such as 2027-01-31; today.")
                    @Nullable
                    LocalDate by,
            @Option(names = "--json", description = "One JSON object instead of lines.") boolean json)
            throws IOException, InterruptedException {
        LocalDate day = by == null ? admin.today() : by;
        try (AdminDesk desk = admin.desk()) {
            JsonNode due = desk.due(day);
            if (json) {
                return told(due);
            }
            PrintWriter out = out();
            out.println(due.path("due").asLong() + " documents are due by " + day + "; holds keep "
                    + due.path("held").asLong() + " of them.");
            due.path("items")
                    .forEach(item -> out.printf(
                            Locale.ROOT,
                            "%s  %-24s %-16s %s%s%s%n",
                            item.path("dueOn").asText(),
                            item.path("documentId").asText(),
                            item.path("recordClass").asText(),
                            item.path("rule").asText(),
                            item.path("holds").isEmpty()
                                    ? ""
                                    : "  HELD by " + item.path("holds").get(0).asText(),
                            item.path("proposedIn").isTextual()
                                    ? "  in destruction "
                                            + item.path("proposedIn").asText()
                                    : ""));
            if (due.path("closed").asLong() > 0) {
                out.println(
                        due.path("closed").asLong() + " more are in restricted charts; the privacy officer sees them.");
            }
            due.path("notDue")
                    .forEach(why -> out.println(why.path("documents").asLong() + " never, as things are: "
                            + why.path("why").asText()));
            return done();
        }
    }

    @Command(description = "The legal holds.", mixinStandardHelpOptions = true)
    int holds(@Option(names = "--json", description = "A JSON array instead of lines.") boolean json)
            throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            JsonNode holds = desk.holds();
            if (json) {
                return told(holds);
            }
            holds.forEach(hold -> out().printf(
                            Locale.ROOT,
                            "%-24s %-12s set by %s at %s: %s%n",
                            hold.path("id").asText(),
                            state(hold),
                            hold.path("setBy").path("name").asText(),
                            hold.path("setBy").path("at").asText(),
                            hold.path("matter").asText()));
            if (holds.isEmpty()) {
                out().println("There is no legal hold.");
            }
            return done();
        }
    }

    @Command(description = "The destructions, the latest first.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "A JSON array instead of lines.") boolean json)
            throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            JsonNode all = desk.destructions();
            if (json) {
                return told(all);
            }
            all.forEach(each -> out().printf(
                            Locale.ROOT,
                            "%-24s %-10s %d documents, proposed by %s at %s%n",
                            each.path("id").asText(),
                            state(each),
                            each.path("documents").asInt(),
                            each.path("proposed").path("name").asText(),
                            each.path("proposed").path("at").asText()));
            if (all.isEmpty()) {
                out().println("Nothing was ever proposed to be destroyed.");
            }
            return done();
        }
    }

    @Command(
            description = "Goes on with destructions that two persons confirmed in the pages and that were cut off.",
            mixinStandardHelpOptions = true)
    int destroy() throws IOException, InterruptedException {
        try (AdminDesk desk = admin.desk()) {
            return told(admin.run(desk, new Errand.Destroy()));
        }
    }

    @Command(
            description = "Destroys again, in restored records, what the log of destroyed records says was destroyed.",
            mixinStandardHelpOptions = true)
    int reapply(
            @Parameters(paramLabel = "FILE", description = "The log, destroyed.jsonl, or the folder it lies in.")
                    Path log)
            throws IOException, InterruptedException {
        Path folder = Files.isDirectory(log) ? log : log.toAbsolutePath().getParent();
        if (folder == null || !Files.isRegularFile(folder.resolve(DestructionLog.NAME))) {
            throw new CommandFailed("there is no " + DestructionLog.NAME + " in " + folder
                    + ": name the folder of the backups, where the log lies beside them");
        }
        try (AdminDesk desk = admin.desk()) {
            new DestructionLog(admin.config().data()).addAll(new DestructionLog(folder));
            return told(admin.run(desk, new Errand.Destroy()));
        }
    }

    private static String state(JsonNode node) {
        return node.path("state").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private int told(JsonNode node) throws IOException {
        out().println(Json.mapper().writeValueAsString(node));
        return done();
    }

    private int told(Outcome outcome) {
        out().println(outcome.sentence());
        return done();
    }

    private int done() {
        out().flush();
        return 0;
    }
}
