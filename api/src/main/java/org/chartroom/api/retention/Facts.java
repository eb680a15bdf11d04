package org.chartroom.api.retention;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of a record that decides how long it is kept.
 *
 * @param recordClass empty where its type is not known, or in no class
 * @param born empty where it is in no chart, or the patient's birth date is a placeholder
 * @param died empty for the living
 * @param lastVisit empty when the chart shows none
 * @param dated its own date
 * @param cameIn when it came in
 */
public record Facts(
        Optional<String> recordClass,
        Optional<LocalDate> born,
        Optional<LocalDate> died,
        Optional<LocalDate> lastVisit,
        Optional<LocalDate> dated,
        LocalDate cameIn) {}
