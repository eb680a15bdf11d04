package org.chartroom.index.forms;

import java.util.List;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.text.Box;

/**
 * What stands in a zone of a page.
 *
 * @param value in one way of writing: dates as {@code 2026-01-31}, telephone numbers as {@code (555) 555-0100}, boxes as
 *     {@code yes} and {@code no}, signatures as {@code present} and {@code missing}; empty where nothing is there, or nothing that
 *     can be understood
 * @param raw as it was read; empty for what was only seen
 * @param confidence 0..1
 * @param doubts why a person should look closely; none when it is plain
 * @param place of what was read, or of the zone, on the page's image, px
 */
public record CapturedValue(
        FormZone zone, String value, String raw, double confidence, List<String> doubts, Box place) {
    /** A signature that is there. */
    public static final String PRESENT = "present";
    /** A signature that is not. */
    public static final String MISSING = "missing";

    public static final String YES = "yes";
    public static final String NO = "no";

    public CapturedValue {
        doubts = List.copyOf(doubts);
    }
}
