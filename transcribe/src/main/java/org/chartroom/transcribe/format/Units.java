package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.table.ShippedTable;
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

    private record Entry(List<String> spoken, String written, Kind kind, String per) {}

    private final List<Entry> entries = new ArrayList<>();

    Units() {
        for (List<String> row : ShippedTable.rows(Units.class, "units.tsv")) {
            Kind kind = Kind.valueOf(row.get(2).strip().toUpperCase(Locale.ROOT));
            for (String spoken : row.get(0).split("\\|")) {
                String written = row.get(1).isEmpty() ? spoken : row.get(1);
                String per = row.size() < 4 || row.get(3).isEmpty() ? written : row.get(3);
                entries.add(new Entry(List.of(spoken.split(" ")), written, kind, per));
            }
        }
        entries.sort(
                Comparator.comparing((Entry entry) -> entry.spoken().size()).reversed());
    }

    /** The unit that starts here, the longest there is. */
    @Nullable
    Found at(Utterance words, int index) {
        Entry entry = entryAt(words, index);
        return entry == null
                ? null
                : new Found(
                        entry.written(), entry.kind(), index + entry.spoken().size());
    }

    /** Like {@link #at}, with what it is counted per: one stroke at most, "mg/kg per day". */
    @Nullable
    Found rateAt(Utterance words, int index) {
        Found unit = at(words, index);
        if (unit == null || unit.kind() == Kind.COUNT || unit.kind() == Kind.SPAN || !isPer(words, unit.end())) {
            return unit;
        }
        Entry per = entryAt(words, unit.end() + 1);
        if (per == null || per.kind() == Kind.COUNT) {
            return unit;
        }
        boolean rateInWords = unit.written().contains(" per ")
                || per.per().contains(" ")
                || per.per().contains("-");
        int end = unit.end() + 1 + per.spoken().size();
        String written = unit.written() + (rateInWords ? " per " : "/") + per.per();
        Entry again = isPer(words, end) ? entryAt(words, end + 1) : null;
        return again == null || again.kind() == Kind.COUNT
                ? new Found(written, unit.kind(), end)
                : new Found(
                        written + " per " + again.per(),
                        unit.kind(),
                        end + 1 + again.spoken().size());
    }

    private static boolean isPer(Utterance words, int index) {
        return words.at(index).equals("per");
    }

    private @Nullable Entry entryAt(Utterance words, int index) {
        for (Entry entry : entries) {
            if (words.has(index, entry.spoken())) {
                return entry;
            }
        }
        return null;
    }
}
