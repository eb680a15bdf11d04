package org.chartroom.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageGeometry;

/**
 * One page that was read.
 *
 * @param sourcePage its number in the file, from 1
 * @param outcome what became of it
 * @param geometry of {@code image}, present exactly when that is
 * @param image the upright page as people see it, PNG or JPEG, in the request's spool folder; the boxes of the words are
 *     in its pixels
 * @param thumbnail the same, small, JPEG or PNG
 * @param barcodes what is on it besides text, in the image's pixels
 * @param steps what the clean-up decided, in its order
 * @param elapsedMs time taken, ms
 */
public record PageRead(
        int sourcePage,
        PageOutcome outcome,
        Optional<PageGeometry> geometry,
        Optional<Path> image,
        Optional<Path> thumbnail,
        List<Barcode> barcodes,
        List<StepNote> steps,
        long elapsedMs) {
    public PageRead {
        if (sourcePage < 1) {
            throw new IllegalArgumentException("pages are numbered from 1, was " + sourcePage);
        }
        if (geometry.isPresent() != image.isPresent()) {
            throw new IllegalArgumentException("a page has both an image and its geometry, or neither");
        }
        barcodes = List.copyOf(barcodes);
        steps = List.copyOf(steps);
    }

    /** A page without an image, because it could not be decoded or may not be. */
    public static PageRead rejected(int sourcePage, PageOutcome.Rejected why, long elapsedMs) {
        return new PageRead(
                sourcePage, why, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), elapsedMs);
    }
}
