package org.chartroom.transcribe.safety;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the data files beside this class: one row a line, cells parted by tabs, {@code #} starts a remark. */
final class SafetyTable {
    private SafetyTable() {}

    static List<List<String>> read(String name) {
        try (InputStream in = SafetyTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the safety data " + name + " is missing from the build");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
