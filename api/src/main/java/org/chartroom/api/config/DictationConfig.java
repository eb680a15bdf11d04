package org.chartroom.api.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Priority;
import org.jspecify.annotations.Nullable;

/**
 * When notes are due, and how they are counted.
 *
 * @param due for every kind of work
 * @param dueOf for single kinds of work, by their names without regard to case; what is left out there is as for every kind
 */
public record DictationConfig(Due due, Map<String, Due> dueOf, Lines lines) {
    public DictationConfig {
        if (due == null || due.stat() == null || due.urgent() == null || due.routine() == null) {
            throw new IllegalArgumentException("dictation.due needs stat, urgent and routine, in minutes");
        }
        TreeMap<String, Due> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(dueOf == null ? Map.of() : dueOf);
        dueOf = byName;
    }

    /** Minutes from coming in to being due, by priority. */
    public record Due(
            @Nullable Integer stat,
            @Nullable Integer urgent,
            @Nullable Integer routine) {
        public Due {
            for (Integer each : new Integer[] {stat, urgent, routine}) {
                if (each != null && each < 1) {
                    throw new IllegalArgumentException("times of dictation.due are minutes, 1 or more");
                }
            }
        }

        @Nullable
        Integer of(Priority priority) {
            return switch (priority) {
                case STAT -> stat;
                case URGENT -> urgent;
                case ROUTINE -> routine;
            };
        }
    }

    /**
     * What makes a line.
     *
     * @param charsPerLine how many characters are one line
     * @param countHeaders whether lines that are headings of sections count
     * @param countMacros whether lines that are word for word those of a template or macro count
     */
    public record Lines(int charsPerLine, boolean countSpaces, boolean countHeaders, boolean countMacros) {
        public Lines {
            if (charsPerLine < 1) {
                throw new IllegalArgumentException("dictation.lines.charsPerLine must be 1 or more");
            }
        }
    }

    /** When a note is due: as was said, else by its kind of work and priority. */
    public Instant due(Document document, Dictation dictation) {
        Optional<Instant> said = dictation.due();
        return said.orElseGet(() -> document.createdAt().plus(usual(dictation.workType(), document.priority())));
    }

    private Duration usual(String workType, Priority priority) {
        Due own = dueOf.get(workType.strip());
        Integer minutes = own == null ? null : own.of(priority);
        Integer every = due.of(priority);
        return Duration.ofMinutes(minutes != null ? minutes : every != null ? every : 0);
    }
}
