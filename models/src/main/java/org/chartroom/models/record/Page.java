package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;

/**
 * One page of a document.
 *
 * @param number within the document, from 1
 * @param source the document for which the file was read that it came from; not always its own, for pages may move
 * @param sourcePage its number in that file, from 1
 * @param text in reading order, lines separated by {@code \n}
 * @param confidence 0..1
 * @param doubt why a person should look, empty when nobody needs to
 * @param problem why it has no text, empty when it has
 * @param geometry of its image; empty for a page without one, such as a note
 * @param image the upright page image people see
 * @param thumbnail the same, small
 * @param words JSON array of {@code {"text","x","y","width","height","confidence","line"}}, px of {@code image}
 */
public record Page(
        DocumentId document,
        int number,
        DocumentId source,
        int sourcePage,
        String text,
        double confidence,
        String doubt,
        Optional<PageProblem> problem,
        Optional<PageGeometry> geometry,
        Optional<Blob> image,
        Optional<Blob> thumbnail,
        Optional<Blob> words,
        List<StepNote> steps) {
    public Page {
        if (number < 1 || sourcePage < 1) {
            throw new IllegalArgumentException("pages are numbered from 1");
        }
        steps = List.copyOf(steps);
    }

    /** The same page, lying elsewhere. */
    public Page at(DocumentId document, int number) {
        return new Page(
                document,
                number,
                source,
                sourcePage,
                text,
                confidence,
                doubt,
                problem,
                geometry,
                image,
                thumbnail,
                words,
                steps);
    }
}
