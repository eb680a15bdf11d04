package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.List;
import org.chartroom.api.OfficeKeys;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.store.keys.KeyFile;
import org.chartroom.store.keys.KeyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The keys that files are sealed with. The keys themselves are never shown. */
@Command(
        name = "key",
        description = "The keys that files are sealed with.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class KeyCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private AdminCommand admin;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(description = "Which keys there are, by their ids.", mixinStandardHelpOptions = true)
    int list() throws IOException {
        ServerConfig config = admin.config();
        List<KeyId> ids = OfficeKeys.required(config).ids();
        out().println(
                        ids.isEmpty()
                                ? "There is no key yet; the first start makes one."
                                : "In " + config.keyFile() + ":");
        for (int i = 0; i < ids.size(); i++) {
            out().println("  " + ids.get(i) + (i == 0 ? "  seals what comes in" : "  opens what was sealed with it"));
        }
        out().flush();
        return 0;
    }

    @Command(
            description = "Makes a new key, which seals from the server's next start on; the others still open.",
            mixinStandardHelpOptions = true)
    int add() throws IOException {
        ServerConfig config = admin.config();
        OfficeKeys.required(config);
        KeyId made = new KeyFile(config.keyFile()).add(new SecureRandom()).ids().getFirst();
        out().println("The key " + made + " is now first in " + config.keyFile()
                + ". Keep a new copy of that file away from the data, then start the server again: from then on it"
                + " seals what comes in.");
        out().flush();
        return 0;
    }
}
