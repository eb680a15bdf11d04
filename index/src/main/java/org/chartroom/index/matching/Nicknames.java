package org.chartroom.index.matching;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;

/** Given names that stand for each other, as Bill for William; from {@code nicknames.tsv}. Safe for use by many threads. */
final class Nicknames {
    private final Map<String, Set<String>> fullNames = new HashMap<>();

    private Nicknames() {}

    static Nicknames load() {
        Nicknames nicknames = new Nicknames();
        ShippedTable.rows(Nicknames.class, "nicknames.tsv").forEach(nicknames::add);
        return nicknames;
    }

    private void add(List<String> names) {
        names.forEach(
                name -> fullNames.computeIfAbsent(name, _ -> new HashSet<>()).add(names.getFirst()));
    }

    /** Whether one is short for the other, or both for the same name. */
    boolean alike(String one, String other) {
        Set<String> ones = fullNames.getOrDefault(one, Set.of());
        return fullNames.getOrDefault(other, Set.of()).stream().anyMatch(ones::contains);
    }
}
