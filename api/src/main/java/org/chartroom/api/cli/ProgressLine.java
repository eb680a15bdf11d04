package org.chartroom.api.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** One line at the bottom of a terminal that is written over and over; nothing where there is no terminal. */
final class ProgressLine {
    private static final int WIDTH = 78;
    private static final int BAR = 24;

    private final PrintWriter err;
    private final boolean terminal;

    ProgressLine(PrintWriter err) {
        this.err = err;
        // The launcher knows whether standard error is a terminal; Java does not tell.
        this.terminal = Boolean.getBoolean("chartroom.terminal");
    }

    synchronized void show(String text) {
        if (terminal) {
            String fitted = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
            err.print("\r" + String.format(Locale.ROOT, "%-" + WIDTH + "s", fitted));
            err.flush();
        }
    }

    void bar(long done, long of, String text) {
        int filled = of == 0 ? 0 : (int) Math.min(BAR, BAR * done / of);
        show("[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + done + "/" + of + " " + text);
    }

    /** Takes the line away. */
    synchronized void end() {
        if (terminal) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}
