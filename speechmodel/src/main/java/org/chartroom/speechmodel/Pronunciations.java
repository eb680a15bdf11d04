package org.chartroom.speechmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How words are said: by hand where we know better, else by the engine's dictionary, else guessed from the letters. */
final class Pronunciations {
    private static final Set<String> HISSING = Set.of("S", "Z", "SH", "ZH", "CH", "JH");
    private static final Set<String> VOICELESS = Set.of("P", "T", "K", "F", "TH");

    private final Map<String, List<String>> known = new HashMap<>();
    private final LetterToSound rules;
    private int guessed;

    private Pronunciations(Map<String, List<String>> dictionary, LetterToSound rules) {
        known.putAll(dictionary);
        this.rules = rules;
    }

    /** The words and pronunciations of a dictionary in the form of CMUdict. */
    static Map<String, List<String>> read(Path dictionary) throws IOException {
        Map<String, List<String>> words = new HashMap<>();
        for (String line : Files.readAllLines(dictionary)) {
            int space = line.indexOf(' ');
            String word = line.substring(0, space).replaceFirst("\\(\\d+\\)$", "");
            words.computeIfAbsent(word, _ -> new ArrayList<>())
                    .add(line.substring(space + 1).strip());
        }
        return words;
    }

    static Pronunciations learntFrom(Map<String, List<String>> dictionary) throws IOException {
        List<Map.Entry<String, String>> plain = new ArrayList<>();
        dictionary.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[a-z]{2,}"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entry.getValue().forEach(said -> plain.add(Map.entry(entry.getKey(), said))));
        Pronunciations all = new Pronunciations(dictionary, LetterToSound.learntFrom(plain));
        for (String[] row : Resources.table("pronunciations.tsv")) {
            all.known.put(row[0], List.of(row[1].split("\\|")));
        }
        return all;
    }

    /** How many words were guessed so far. */
    int guessed() {
        return guessed;
    }

    List<String> of(String word) {
        List<String> said = known.get(word);
        if (said != null) {
            return said;
        }
        int apostrophe = word.indexOf('\'');
        if (apostrophe > 0 && word.endsWith("'s")) {
            return of(word.substring(0, apostrophe)).stream()
                    .map(Pronunciations::withS)
                    .toList();
        }
        guessed++;
        List<String> guess = rules.pronunciations(word.replace("'", ""), 2);
        known.put(word, guess);
        return guess;
    }

    private static String withS(String phones) {
        String last = phones.substring(phones.lastIndexOf(' ') + 1);
        return phones + (HISSING.contains(last) ? " IH Z" : VOICELESS.contains(last) ? " S" : " Z");
    }
}
