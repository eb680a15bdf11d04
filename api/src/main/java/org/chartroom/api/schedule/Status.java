package org.chartroom.api.schedule;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How scheduling systems call the state of an appointment, and how it is called here (the codes of FHIR R4). */
final class Status {
    static final String BOOKED = "booked";
    static final String CANCELLED = "cancelled";
    static final String NO_SHOW = "noshow";

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("", BOOKED),
            Map.entry("booked", BOOKED),
            Map.entry("scheduled", BOOKED),
            Map.entry("confirmed", BOOKED),
            Map.entry("rescheduled", BOOKED),
            Map.entry("new", BOOKED),
            Map.entry("proposed", "proposed"),
            Map.entry("pending", "pending"),
            Map.entry("waitlist", "waitlist"),
            Map.entry("arrived", "arrived"),
            Map.entry("checkedin", "arrived"),
            Map.entry("fulfilled", "fulfilled"),
            Map.entry("completed", "fulfilled"),
            Map.entry("cancelled", CANCELLED),
            Map.entry("canceled", CANCELLED),
            Map.entry("enteredinerror", CANCELLED),
            Map.entry("deleted", CANCELLED),
            Map.entry("noshow", NO_SHOW));

    private Status() {}

    /** Empty for a word that is not known: what it means is not guessed. */
    static Optional<String> of(String word) {
        return Optional.ofNullable(KNOWN.get(word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")));
    }
}
