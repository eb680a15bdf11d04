package org.chartroom.benchmarks.filing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.Sex;
import org.chartroom.models.table.ShippedTable;

/** What is written on the papers of one half; see {@code built.txt}. */
final class Script {
    private static final String COMMON = "*";
    private static final Pattern BLANK = Pattern.compile("\\{(problem|drug|clinician|facility|digits)}");

    private final Half half;
    private final Names names;
    private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

    private Script(Half half) {
        this.half = half;
        this.names = new Names(half);
    }

    static Script of(Half half) {
        Script script = new Script(half);
        Map<String, List<String>> section = new LinkedHashMap<>();
        for (String line : ShippedTable.lines(Script.class, half == Half.BUILT ? "built.txt" : "tested.txt")) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new LinkedHashMap<>();
                script.sections.put(line.substring(1, line.length() - 1), section);
            } else {
                String[] parts = line.split(": ", 2);
                section.put(
                        parts[0],
                        List.of(parts[1].split("\\|")).stream()
                                .map(String::strip)
                                .toList());
            }
        }
        return script;
    }

    Half half() {
        return half;
    }

    /** The types of papers, by their codes. */
    List<String> types() {
        List<String> types = new ArrayList<>(sections.keySet());
        types.remove(COMMON);
        return types;
    }

    String any(String key, Random chance) {
        return one(common(key), chance);
    }

    List<String> common(String key) {
        return section(COMMON).getOrDefault(key, List.of());
    }

    boolean is(String type, String key) {
        return section(type).containsKey(key);
    }

    String any(String type, String key, Random chance) {
        return filled(one(section(type).getOrDefault(key, List.of("")), chance), Optional.empty(), chance);
    }

    /** The last line of a paper of a type. */
    String ending(String type, Optional<String> clinician, Random chance) {
        return filled(one(section(type).getOrDefault("end", List.of("")), chance), clinician, chance);
    }

    /** Titles and lines of a type, with their blanks. */
    List<String> all(String type) {
        List<String> all = new ArrayList<>(section(type).getOrDefault("titles", List.of()));
        all.addAll(section(type).getOrDefault("lines", List.of()));
        return all;
    }

    /** All lines of a type in a new order, as often as needed. */
    List<String> lines(String type, int count, Optional<String> clinician, Random chance) {
        List<String> all = new ArrayList<>();
        while (all.size() < count) {
            List<String> once = new ArrayList<>(section(type).getOrDefault("lines", List.of()));
            Collections.shuffle(once, chance);
            all.addAll(once);
        }
        return all.subList(0, count).stream()
                .map(line -> filled(line, clinician, chance))
                .toList();
    }

    private Map<String, List<String>> section(String name) {
        Map<String, List<String>> section = sections.get(name);
        if (section == null) {
            throw new IllegalArgumentException("there is no section " + name);
        }
        return section;
    }

    private String filled(String line, Optional<String> clinician, Random chance) {
        Matcher blank = BLANK.matcher(line);
        return blank.replaceAll(found -> Matcher.quoteReplacement(
                switch (found.group(1)) {
                    case "problem" -> any("problems", chance);
                    case "drug" -> any("drugs", chance);
                    case "facility" -> any("facilities", chance);
                    case "digits" -> Integer.toString(1000 + chance.nextInt(9000));
                    default -> clinician.orElseGet(() -> clinician(chance));
                }));
    }

    String clinician(Random chance) {
        return names.given(chance.nextBoolean() ? Sex.FEMALE : Sex.MALE, chance) + " " + names.family(chance) + ", "
                + (chance.nextInt(4) == 0 ? "NP" : "MD");
    }

    private static String one(List<String> all, Random chance) {
        return all.get(chance.nextInt(all.size()));
    }
}
