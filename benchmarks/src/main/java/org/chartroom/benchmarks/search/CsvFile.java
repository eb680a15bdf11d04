package org.chartroom.benchmarks.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads comma separated values with quotes (RFC 4180). */
final class CsvFile {
    private CsvFile() {}

    static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            List<String> row = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c == '"') {
                    in.mark(1);
                    if (quoted && in.read() == '"') {
                        cell.append('"');
                        continue;
                    }
                    if (quoted) {
                        in.reset();
                    }
                    quoted = !quoted;
                } else if (!quoted && (c == ',' || c == '\n')) {
                    row.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (quoted || c != '\r') {
                    cell.append((char) c);
                }
            }
            if (!row.isEmpty() || !cell.isEmpty()) {
                row.add(cell.toString());
                rows.add(row);
            }
        }
        return rows;
    }
}
