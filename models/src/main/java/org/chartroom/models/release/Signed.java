package org.chartroom.models.release;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The signature on a form.
 *
 * @param by who signed; empty where nobody did
 * @param on the date beside it
 * @param representative whether somebody signed for the patient
 * @param authority by what right, as the form says; empty for the patient's own signature
 */
public record Signed(String by, Optional<LocalDate> on, boolean representative, String authority) {
    /** The patient's own signature. */
    public static Signed byPatient(String name, LocalDate on) {
        return new Signed(name, Optional.of(on), false, "");
    }

    /** No signature. */
    public static Signed missing() {
        return new Signed("", Optional.empty(), false, "");
    }
}
