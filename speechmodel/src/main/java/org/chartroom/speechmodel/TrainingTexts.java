package org.chartroom.speechmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts to learn from, as they lie in one folder: {@code mtsamples.csv} (CC0), {@code mts-dialog} (CC BY 4.0),
 * {@code aci-bench} (CC BY 4.0) and {@code primock57} (CC BY 4.0).
 *
 * @param notes written notes
 * @param talk what patients and doctors said to each other
 */
record TrainingTexts(List<String> notes, List<String> talk) {
    private static final Pattern SPOKEN = Pattern.compile("text = \"((?:[^\"]|\"\")*)\"");

    static TrainingTexts in(Path folder) throws IOException {
        List<String> notes = new ArrayList<>();
        List<String> talk = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String[] row : csv(folder.resolve("mtsamples.csv"))) {
            // The same report stands under each of its specialties.
            String text = row.length > 4 ? row[4].strip() : "";
            if (seen.add(text.substring(0, Math.min(300, text.length())).toLowerCase(Locale.ROOT))) {
                notes.add(text.replaceAll("([:.;])\\s?,\\s*", "$1\n")
                        .replaceAll(",([A-Z][A-Z /]{3,40}):\\s*,?", "\n$1: "));
            }
        }
        for (Path file : files(folder.resolve("mts-dialog"), ".csv")) {
            for (String[] row : csv(file)) {
                if (row.length > 3) {
                    notes.add(row[2]);
                    talk.add(turns(row[3]));
                }
            }
        }
        for (Path file : files(folder.resolve("aci-bench"), ".csv")) {
            if (file.toString().endsWith("_metadata.csv")) {
                continue;
            }
            for (String[] row : csv(file)) {
                for (String field : row) {
                    if (field.startsWith("[doctor]") || field.startsWith("[patient]")) {
                        talk.add(turns(field));
                    } else if (field.length() > 200) {
                        notes.add(field);
                    }
                }
            }
        }
        ObjectMapper json = new ObjectMapper();
        for (Path file : files(folder.resolve("primock57/notes"), ".json")) {
            JsonNode note = json.readTree(file.toFile()).path("note");
            notes.add(note.asText());
        }
        for (Path file : files(folder.resolve("primock57/transcripts"), ".TextGrid")) {
            StringBuilder said = new StringBuilder();
            Matcher matcher = SPOKEN.matcher(Files.readString(file));
            while (matcher.find()) {
                said.append(matcher.group(1).replaceAll("<[^>]*>", " ")).append('\n');
            }
            talk.add(said.toString());
        }
        notes.removeIf(String::isBlank);
        return new TrainingTexts(List.copyOf(notes), List.copyOf(talk));
    }

    private static String turns(String dialogue) {
        return dialogue.replaceAll("(?m)^\\s*(?:\\[\\w+\\]|\\w+:)", "")
                .replaceAll(" (?=n't|'s|'re|'ve|'ll|'m|'d)", "")
                .replace("gon na", "gonna")
                .replace("wan na", "wanna");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** Rows of comma-separated values after the first; quotes are doubled. */
    static List<String[]> csv(Path file) throws IOException {
        String text = Files.readString(file);
        List<String[]> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row.toArray(String[]::new));
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (!row.isEmpty()) {
            row.add(field.toString());
            rows.add(row.toArray(String[]::new));
        }
        return rows.subList(Math.min(1, rows.size()), rows.size());
    }
}
