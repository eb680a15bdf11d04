package org.chartroom.api.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.chartroom.store.keys.KeysException;
import picocli.CommandLine;

/** Turns what stopped a command into one sentence that says what to do. */
final class Failures {
    private Failures() {}

    /** Prints the sentence on the command's error writer and answers the exit code. */
    static int say(Exception problem, CommandLine command) {
        command.getErr().println("chartroom: " + sentence(problem));
        command.getErr().flush();
        return 1;
    }

    static String sentence(Throwable problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            String known = known(at);
            if (!known.isEmpty()) {
                return known;
            }
        }
        return describe(problem);
    }

    private static String known(Throwable problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        String lower = message.toLowerCase(Locale.ROOT);
        if (problem instanceof CommandFailed || problem instanceof KeysException) {
            return message;
        }
        if (problem instanceof BindException || lower.contains("address already in use")) {
            return "the port is in use by another program: stop that, or choose another with --port";
        }
        if (problem instanceof IOException && lower.contains("no space left")) {
            return "the disk is full: free some space, then run this again; what was stored before is kept";
        }
        if (problem instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (problem instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile() + ": check its owner and mode";
        }
        return "";
    }

    private static String describe(Throwable problem) {
        String message = problem.getMessage();
        if (problem instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? "cannot be used" : file.getReason());
        }
        return message == null || message.isBlank() ? problem.getClass().getSimpleName() : message;
    }
}
