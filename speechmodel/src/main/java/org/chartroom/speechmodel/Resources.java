package org.chartroom.speechmodel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data files beside these classes; lines that begin with {@code #} are remarks. */
final class Resources {
    private Resources() {}

    static List<String> lines(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " beside the classes");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /** Fields between tabulators. */
    static List<String[]> table(String name) throws IOException {
        return lines(name).stream().map(line -> line.split("\t", -1)).toList();
    }
}
