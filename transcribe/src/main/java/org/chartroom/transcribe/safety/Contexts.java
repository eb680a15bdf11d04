package org.chartroom.transcribe.safety;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chartroom.models.table.ShippedTable;

/** What a sentence is about, by the words in it: {@code contexts.tsv}. */
final class Contexts {
    private final Map<String, Pattern> patterns = new HashMap<>();

    Contexts() {
        for (List<String> row : ShippedTable.rows(Contexts.class, "contexts.tsv")) {
            patterns.put(row.get(0), Pattern.compile("(?i)\\b(?:" + row.get(1) + ")\\b"));
        }
    }

    /** @param name empty: any text is about that */
    boolean isAbout(String text, String name) {
        if (name.isEmpty()) {
            return true;
        }
        Pattern pattern = patterns.get(name);
        if (pattern == null) {
            throw new IllegalStateException("contexts.tsv has no row " + name);
        }
        return pattern.matcher(text).find();
    }
}
