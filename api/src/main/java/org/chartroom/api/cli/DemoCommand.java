package org.chartroom.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chartroom.api.ServerException;
import org.chartroom.api.config.ConfigException;
import org.chartroom.api.config.ConfigReader;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.transcribe.SpeechEngines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole program on this machine with the samples that ship with it. */
@Command(
        name = "demo",
        description = "Starts the whole program on this machine and feeds it the samples.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;

    private final Home home;

    @Option(names = "--port", paramLabel = "N", description = "Port on the loopback address; 8080 by default.")
    private int port = USUAL_PORT;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept; data/demo by default.")
    private @Nullable Path data;

    @Option(names = "--once", description = "Stop when all samples are through; fails unless each came out right.")
    private boolean once;

    @Option(names = "--tls", description = "With a certificate of its own.")
    private boolean tls;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    DemoCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Path folder =
                (data == null ? DataFolder.demo(home) : data).toAbsolutePath().normalize();
        DemoSamples samples = DemoSamples.load(home.root().resolve("samples").resolve("office"));
        Files.createDirectories(folder);
        try (LocalOffice office = LocalOffice.start(config(folder, samples.facility()), home)) {
            Runtime.getRuntime().addShutdownHook(new Thread(office::close, "stop"));
            URI url = URI.create(office.server().url());
            List<DemoUsers.User> users = DemoUsers.prepare(office.server().house(), url, folder);
            out.println("Chartroom is at " + url);
            out.flush();
            DemoFeeding feeding = new DemoFeeding(
                    samples,
                    users,
                    url,
                    office.certificate(),
                    SpeechEngines.choose(home.natives(), home.voskModels(), home.pocketsphinx())
                            .config()
                            .engine());
            List<DemoFeeding.Outcome> outcomes = feeding.run((done, of, what) -> {
                progress.bar(done, of, what);
                sayNowAndThen(out, done, of);
            });
            progress.end();
            boolean right = report(out, outcomes);
            if (once) {
                return right ? 0 : 1;
            }
            logins(out, url, users, folder);
            office.server().join();
            return 0;
        } catch (ServerException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private int lastSaid;

    /** Where there is no terminal for a moving line, a line for each tenth. */
    private void sayNowAndThen(PrintWriter out, long done, long of) {
        int tenth = of == 0 ? 0 : (int) (10 * done / of);
        if (!Boolean.getBoolean("chartroom.terminal") && tenth > lastSaid) {
            lastSaid = tenth;
            out.println(done + " of " + of + " samples are through");
            out.flush();
        }
    }

    private ServerConfig config(Path folder, String facility) throws IOException, InterruptedException {
        Path file = folder.resolve(DataFolder.DEMO_CONFIG);
        Files.writeString(file, String.format(Locale.ROOT, """
                # Made by ./chartroom demo. ./chartroom serve --config FILE starts the same office again.
                data: .
                office:
                  name: "%s"
                http:
                  port: %d
                  adminPort: 0
                # Nobody needs a telephone to look around: this office is invented, and its passwords lie beside this file.
                sessions:
                  secondFactor:
                    ask: []
                """, facility.replace("\"", ""), port));
        try {
            ServerConfig config = ConfigReader.read(file);
            if (!tls) {
                return config;
            }
            OwnCertificate own = OwnCertificate.in(folder);
            return config.withTls(own.keyStore(), own.password());
        } catch (ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static boolean report(PrintWriter out, List<DemoFeeding.Outcome> outcomes) {
        out.println();
        out.printf(Locale.ROOT, "%-34s %-14s %-6s %s%n", "sample", "came out as", "pages", "");
        int wrong = 0;
        for (DemoFeeding.Outcome outcome : outcomes) {
            boolean right = outcome.wrong().isEmpty();
            wrong += right ? 0 : 1;
            out.printf(
                    Locale.ROOT,
                    "%-34s %-14s %-6s %s%n",
                    outcome.file(),
                    outcome.state(),
                    outcome.pages() < 0 ? "" : Integer.toString(outcome.pages()),
                    right ? "as it should" : "WRONG: " + String.join("; ", outcome.wrong()));
        }
        out.println();
        out.println(
                wrong == 0
                        ? outcomes.size() + " samples, all came out as they should."
                        : outcomes.size() + " samples, " + wrong + " came out wrong.");
        out.flush();
        return wrong == 0;
    }

    private static void logins(PrintWriter out, URI url, List<DemoUsers.User> users, Path folder) {
        out.println();
        out.println("Sign in at " + url + " as");
        for (DemoUsers.User user : users) {
            out.printf(Locale.ROOT, "  %-18s password %s%n", user.name(), user.password());
        }
        out.println("These logins are also in " + folder.resolve(DemoUsers.FILE) + ". Stop with Ctrl-C.");
        out.flush();
    }
}
