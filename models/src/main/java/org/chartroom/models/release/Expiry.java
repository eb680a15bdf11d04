package org.chartroom.models.release;

import java.time.LocalDate;

/** When a form ends. */
public sealed interface Expiry {
    /** Good to the end of this day where the office is. */
    record OnDate(LocalDate day) implements Expiry {}

    /**
     * Good until something happens.
     *
     * @param event as written
     * @param happened whether the office knows that it has
     */
    record OnEvent(String event, boolean happened) implements Expiry {}

    /**
     * Good without end: {@code none}, or the end of the study or treatment.
     *
     * @param words as written
     */
    record WithoutEnd(String words) implements Expiry {}

    /** The form does not say. */
    record NotSaid() implements Expiry {}
}
