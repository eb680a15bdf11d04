package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The units of measure, doses and counted things. */
final class Units {
    enum Kind {
        DOSE,
        MEASURE,
        COUNT,
        SPAN
    }

    /**
     * @param written after a number
     * @param end index after its last word
     */
    record Found(String written, Kind kind, int end) {}

    private record Entry(List<String> spoken, String written, Kind kind) {}

    private final List<Entry> entries = new ArrayList<>();

    Units() {
        for (List<String> row : Table.read("units.tsv")) {
            Kind kind = Kind.valueOf(row.get(2).strip().toUpperCase(java.util.Locale.ROOT));
            for (String spoken : row.get(0).split("\\|")) {
                entries.add(new Entry(List.of(spoken.split(" ")), row.get(1).isEmpty() ? spoken : row.get(1), kind));
            }
        }
        entries.sort(
                Comparator.comparing((Entry entry) -> entry.spoken().size()).reversed());
    }

    /** The unit that starts here, the longest there is. */
    @Nullable
    Found at(Utterance words, int index) {
        for (Entry entry : entries) {
            if (words.has(index, entry.spoken())) {
                return new Found(
                        entry.written(), entry.kind(), index + entry.spoken().size());
            }
        }
        return null;
    }

    /** Like {@link #at}, with what it is counted per: one stroke at most, "mg/kg per day". */
    @Nullable
    Found rateAt(Utterance words, int index) {
        Found unit = at(words, index);
        if (unit == null || unit.kind() == Kind.COUNT || unit.kind() == Kind.SPAN) {
            return unit;
        }
        Found per = words.at(unit.end()).equals("per") ? at(words, unit.end() + 1) : null;
        return per == null || per.kind() == Kind.COUNT
                ? unit
                : new Found(unit.written() + "/" + per.written(), unit.kind(), per.end());
    }
}
