package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;
import org.chartroom.models.text.Box;

/**
 * A value of a form that a person confirmed.
 *
 * @param page of the document, from 1
 * @param zone name of the zone it stood in
 * @param value as confirmed
 * @param raw as it was read; differs where the person corrected it
 * @param place on the page's image, px
 * @param patient whose it is
 * @param template the form it was read by
 * @param templateVersion the version of the form
 */
public record FormValue(
        DocumentId document,
        int page,
        String zone,
        FormField field,
        String value,
        String raw,
        Optional<Box> place,
        PatientId patient,
        FormTemplateId template,
        int templateVersion,
        UserId confirmedBy,
        Instant confirmedAt) {
    private static final int LONGEST = 2_000;

    public FormValue {
        if (page < 1) {
            throw new IllegalArgumentException("pages are numbered from 1");
        }
        if (value.length() > LONGEST || raw.length() > LONGEST) {
            throw new IllegalArgumentException("a value has at most " + LONGEST + " characters");
        }
    }
}
