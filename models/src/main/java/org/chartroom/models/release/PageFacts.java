package org.chartroom.models.release;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the record store says of a page, at the moment it was selected.
 *
 * @param sha256 of what is shown: its image, or its text where it has none
 * @param date of service or of writing
 * @param type code of the document's type
 * @param electronic whether the office holds it electronically; paper that was scanned is held so
 */
public record PageFacts(
        PageRef ref,
        String sha256,
        Optional<LocalDate> date,
        Optional<String> type,
        String author,
        boolean electronic) {}
