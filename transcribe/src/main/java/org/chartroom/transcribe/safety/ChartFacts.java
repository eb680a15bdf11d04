package org.chartroom.transcribe.safety;

import java.time.LocalDate;
import java.util.Map;

/**
 * What the opened chart says, for comparing what was dictated with it.
 *
 * @param family family name
 * @param given given name, empty where unknown
 * @param middle middle name, empty where unknown
 * @param mrn medical record number
 * @param birthDate date of birth
 * @param sides paired parts of the body, in lower case, of which the chart names one side only: {@code left} or {@code right}
 */
public record ChartFacts(
        String family, String given, String middle, String mrn, LocalDate birthDate, Map<String, String> sides) {
    public ChartFacts {
        sides = Map.copyOf(sides);
    }
}
