package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chartroom.api.config.ServerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at this machine and says what to do about each failure. */
@Command(
        name = "doctor",
        description = "Checks this machine and says what to do about each failure.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Home home;
    private final Clock clock;

    @Option(names = "--json", description = "One JSON object instead of lines.")
    private boolean json;

    @Option(names = "--config", paramLabel = "FILE", description = "Look at this server's data folder too.")
    private @Nullable Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Look at this data folder too.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    DoctorCommand(Home home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ServerConfig> server =
                config == null && data == null ? Optional.empty() : Optional.of(DataFolder.config(config, data, home));
        List<String> languages = server.map(each -> each.reading().languages()).orElse(List.of());
        List<Check> checks = new ArrayList<>(new Checkup(home, clock, languages).all());
        if (server.isPresent()) {
            checks.addAll(new DataCheckup(server.get(), clock).all());
        }
        boolean sound = checks.stream().noneMatch(check -> check.state() == Check.State.FAILED);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "ok",
                            sound,
                            "checks",
                            checks.stream()
                                    .map(check -> Map.of(
                                            "name", check.name(),
                                            "state", word(check.state()),
                                            "found", check.found(),
                                            "todo", check.todo()))
                                    .toList())));
        } else {
            for (Check check : checks) {
                out.printf(Locale.ROOT, "%-8s %-14s %s%n", word(check.state()), check.name(), check.found());
                if (!check.todo().isEmpty()) {
                    out.printf(Locale.ROOT, "%-8s %-14s → %s%n", "", "", check.todo());
                }
            }
            out.println(sound ? "Chartroom can run here." : "Chartroom cannot do its main job here yet.");
        }
        out.flush();
        return sound ? 0 : 1;
    }

    private static String word(Check.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
