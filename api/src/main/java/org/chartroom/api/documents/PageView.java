package org.chartroom.api.documents;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;

/** A page of a document, without its text. */
record PageView(
        int page,
        int sourcePage,
        double confidence,
        String doubt,
        Optional<PageProblem> problem,
        Optional<Integer> widthPx,
        Optional<Integer> heightPx,
        Optional<Double> xDpi,
        Optional<Double> yDpi,
        int rotation,
        double skewDegrees,
        Optional<String> image,
        Optional<String> thumbnail,
        Optional<String> words,
        List<StepNote> steps) {
    static PageView of(Page page) {
        DocumentId document = page.document();
        int number = page.number();
        return new PageView(
                number,
                page.sourcePage(),
                page.confidence(),
                page.doubt(),
                page.problem(),
                page.geometry().map(PageGeometry::widthPx),
                page.geometry().map(PageGeometry::heightPx),
                page.geometry().map(PageGeometry::xDpi),
                page.geometry().map(PageGeometry::yDpi),
                page.geometry().map(PageGeometry::rotation).orElse(0),
                page.geometry().map(PageGeometry::skewDegrees).orElse(0.0),
                page.image().map(_ -> address(document, number, "image")),
                page.thumbnail().map(_ -> address(document, number, "thumbnail")),
                page.words().map(_ -> address(document, number, "words")),
                page.steps());
    }

    static String address(DocumentId document, int page, String part) {
        return "/api/v1/documents/" + document + "/pages/" + page + "/" + part;
    }
}
