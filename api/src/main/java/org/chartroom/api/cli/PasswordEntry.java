package org.chartroom.api.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes a password from a person at a terminal, unseen and twice, or from a program as the first line it sends. */
final class PasswordEntry {
    private final InputStream input;

    /** @param input read when there is no terminal */
    PasswordEntry(InputStream input) {
        this.input = input;
    }

    /** @throws CommandFailed when none is given, or the two differ */
    String take(String login) throws IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return typed(console, login);
        }
        String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isEmpty()) {
            throw new CommandFailed("no password was given on standard input: send it as one line, or say --generate;"
                    + " nothing was changed");
        }
        return line;
    }

    private static String typed(Console console, String login) {
        char[] first = console.readPassword("Password for %s: ", login);
        char[] second = console.readPassword("Once more: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new CommandFailed("the two passwords are not the same; nothing was changed");
        }
        return new String(first);
    }
}
