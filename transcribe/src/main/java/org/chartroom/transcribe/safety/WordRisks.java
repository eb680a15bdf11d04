package org.chartroom.transcribe.safety;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartroom.models.table.ShippedTable;

/** Sorts spoken words by what it would mean had they been misheard. Immutable; safe for use by several threads. */
public final class WordRisks {
    private final Map<RiskClass, Pattern> patterns = new EnumMap<>(RiskClass.class);
    private final Set<String> drugs;

    private WordRisks() {
        for (List<String> row : ShippedTable.rows(WordRisks.class, "risks.tsv")) {
            patterns.put(
                    RiskClass.valueOf(row.get(0).toUpperCase(Locale.ROOT).replace('-', '_')),
                    Pattern.compile("(?i)(?:" + row.get(1) + ")"));
        }
        drugs = drugNames();
    }

    /** With the lists for English notes that come with Chartroom. */
    public static WordRisks english() {
        return new WordRisks();
    }

    /** Every drug name of the tables, generic and brand, in lower case, one word each. */
    public static Set<String> drugNames() {
        Set<String> names = new HashSet<>();
        for (List<String> row : ShippedTable.rows(WordRisks.class, "doses.tsv")) {
            for (String name : row.get(0).split("\\|")) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        for (List<String> row : ShippedTable.rows(WordRisks.class, "look-alikes.tsv")) {
            names.add(row.get(0).toLowerCase(Locale.ROOT));
            names.add(row.get(2).toLowerCase(Locale.ROOT));
        }
        names.removeIf(name -> !name.matches("[a-z]+"));
        return names;
    }

    /** @param word as spoken */
    public RiskClass of(String word) {
        if (drugs.contains(word.toLowerCase(Locale.ROOT))) {
            return RiskClass.DRUG;
        }
        for (Map.Entry<RiskClass, Pattern> each : patterns.entrySet()) {
            if (each.getValue().matcher(word).matches()) {
                return each.getKey();
            }
        }
        return RiskClass.OTHER;
    }
}
