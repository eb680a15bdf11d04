package org.chartroom.benchmarks;

import java.security.SecureRandom;
import java.time.Clock;
import org.chartroom.api.cli.Home;
import org.chartroom.api.cli.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where {@code ./chartroom bench} hands over to Java. */
@Command(
        name = "bench",
        description = "Measures; one JSON object a line, the last one sums up.",
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Runs one benchmark and ends the process with its exit code: 0 measured, 1 something failed, 2 called wrongly. */
    public static void main(String[] args) {
        Logs.quiet();
        Home home = Home.fromLauncher();
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new OcrBench(home));
        line.addSubcommand(new SpeechBench(home));
        line.addSubcommand(new IntakeBench(home, Clock.systemUTC(), new SecureRandom()));
        line.addSubcommand(new PipelineBench(home, Clock.systemUTC()));
        line.addSubcommand(new LongFileBench(home, Clock.systemUTC()));
        line.addSubcommand(new FilingBench(home, new SecureRandom()));
        line.addSubcommand(new SearchBench(home, Clock.systemUTC()));
        line.addSubcommand(new ReleaseBench(home, Clock.systemUTC()));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            failed.getErr().println("chartroom bench: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
