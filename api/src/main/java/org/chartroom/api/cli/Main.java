package org.chartroom.api.cli;

import java.io.InputStream;
import java.time.Clock;
import picocli.CommandLine;

/** Where {@code ./chartroom} hands over to Java. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code: 0 done, 1 something failed, 2 called wrongly. */
    public static void main(String[] args) {
        Logs.quiet();
        System.exit(
                commandLine(Home.fromLauncher(), Clock.systemUTC(), System.in).execute(args));
    }

    /**
     * All commands, built by hand.
     *
     * @param home where this installation lies
     * @param clock tells commands the time
     * @param input where passwords come from when no terminal is there
     */
    static CommandLine commandLine(Home home, Clock clock, InputStream input) {
        CommandLine line = new CommandLine(new ChartroomCommand(), new CommandFactory(home, clock, input));
        line.setExecutionExceptionHandler((problem, failed, parsed) -> Failures.say(problem, failed));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
