package org.chartroom.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.chartroom.api.ServerException;
import org.chartroom.api.config.ConfigException;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The server, until it is stopped. */
@Command(name = "serve", description = "The server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Home home;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "YAML; see docs/administrator.md.")
    private @Nullable Path config;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    ServeCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ServerConfig read;
        try {
            read = ConfigReader.read(config == null ? Path.of("chartroom.yml") : config);
        } catch (ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
        try (LocalOffice office = LocalOffice.start(read, home)) {
            Runtime.getRuntime().addShutdownHook(new Thread(office::close, "stop"));
            office.server().firstAdministrator().ifPresent(first -> {
                out.println("The first administrator is '" + first.login() + "' with the password '" + first.password()
                        + "'. It is shown once: sign in and change it.");
            });
            out.println("Chartroom is at " + office.server().url());
            out.flush();
            office.server().join();
            return 0;
        } catch (ServerException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
