package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chartroom.models.record.PersonName;

/**
 * A day on which a patient was seen. Together with who saw them it is the third thing that proves a page beside name and birth date.
 *
 * @param day where the office is
 * @param clinician who was seen
 */
public record Visit(LocalDate day, PersonName clinician) {
    private static final Pattern TITLE =
            Pattern.compile("(?i)^\\s*(?:dr|doctor)\\b\\.?\\s*|\\s*,?\\s*\\b(?:md|do|np|pa|rn|phd)\\b\\.?\\s*$");

    /**
     * Of a clinician as written: {@code Dr. Amelia Hart}, {@code Hart, Amelia}, {@code A. Hart, MD}; empty where nobody is named.
     */
    public static Optional<Visit> of(LocalDate day, String clinician) {
        String plain = TITLE.matcher(clinician).replaceAll("").strip();
        return SaidName.in(plain)
                .or(() -> Optional.of(plain).filter(name -> !name.isEmpty()).map(name -> new PersonName(name, "", "")))
                .map(name -> new Visit(day, name));
    }
}
