package org.chartroom.transcribe.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.table.ShippedTable;

/** The headings of notes, with the LOINC codes of their sections. Immutable. */
public final class SectionHeadings {
    /**
     * @param title as it is written
     * @param code LOINC code of the section, empty where there is none
     * @param spoken its names in lower case, single spaces between words
     */
    public record Heading(String title, String code, List<String> spoken) {
        public Heading {
            spoken = List.copyOf(spoken);
        }
    }

    private final Map<String, Heading> byName = new LinkedHashMap<>();
    private final List<Heading> all;

    private SectionHeadings(List<Heading> all) {
        this.all = List.copyOf(all);
        for (Heading heading : all) {
            heading.spoken().forEach(name -> byName.put(name, heading));
        }
        all.forEach(heading -> byName.put(heading.title().toLowerCase(Locale.ROOT), heading));
    }

    /** The list that ships. */
    public static SectionHeadings shipped() {
        return new SectionHeadings(ShippedTable.rows(SectionHeadings.class, "sections.tsv").stream()
                .map(row ->
                        new Heading(row.get(0), row.get(1), List.of(row.get(2).split("\\|"))))
                .toList());
    }

    /** All of them, in the order of the list. */
    public List<Heading> all() {
        return all;
    }

    /** The heading that stands alone on a line of a note, with or without a colon, in any case, by any of its names. */
    public Optional<Heading> on(String line) {
        String bare = line.strip();
        String name = bare.endsWith(":") ? bare.substring(0, bare.length() - 1).strip() : bare;
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")));
    }
}
