package org.chartroom.api.work;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;

/**
 * What came of one input page.
 *
 * @param sourcePage its number in the file, from 1
 * @param text in reading order, lines separated by {@code \n}; empty unless {@code end} is content
 * @param confidence 0..1
 * @param doubt why a person should look, empty when nobody needs to
 * @param problem why it has no text; always there for a rejected page
 * @param detail more about the problem, for a person; no text from the page
 * @param value of a separator sheet, else empty
 * @param geometry of {@code image}
 * @param words blob: JSON array of {@code {"text","x","y","width","height","confidence","line"}}, px of {@code image}
 * @param elapsedMs time it took, ms
 */
public record PageResult(
        int sourcePage,
        PageEnd end,
        String text,
        double confidence,
        String doubt,
        Optional<PageProblem> problem,
        String detail,
        String value,
        Optional<PageGeometry> geometry,
        Optional<KeptBlob> image,
        Optional<KeptBlob> thumbnail,
        Optional<KeptBlob> words,
        List<StepNote> steps,
        long elapsedMs) {
    public PageResult {
        text = text == null ? "" : text;
        doubt = doubt == null ? "" : doubt;
        detail = detail == null ? "" : detail;
        value = value == null ? "" : value;
        steps = steps == null ? List.of() : List.copyOf(steps);
        if (sourcePage < 1) {
            throw new IllegalArgumentException("pages are numbered from 1, was " + sourcePage);
        }
        if (end == null) {
            throw new IllegalArgumentException("page " + sourcePage + " needs its end");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be within 0..1, was " + confidence);
        }
        if (end == PageEnd.REJECTED && problem.isEmpty()) {
            throw new IllegalArgumentException("rejected page " + sourcePage + " needs its problem");
        }
    }
}
