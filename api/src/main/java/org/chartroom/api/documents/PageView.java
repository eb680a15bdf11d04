package org.chartroom.api.documents;

import java.util.List;
import java.util.Optional;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;

/**
 * A page of a document, without its text.
 *
 * @param source document whose file it was read from, which stays when the page goes elsewhere
 * @param sourcePage its number in that file
 * @param image address of its image; another one after the page was changed, so that no old picture is shown for it
 */
record PageView(
        int page,
        DocumentId source,
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
                page.source(),
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
                page.image().map(image -> address(document, number, "image", image)),
                page.thumbnail().map(image -> address(document, number, "thumbnail", image)),
                page.words().map(words -> address(document, number, "words", words)),
                page.steps());
    }

    /** Where this part of the page is; what follows the {@code v} tells browsers one content from the next. */
    static String address(DocumentId document, int page, String part, Blob blob) {
        return "/api/v1/documents/" + document + "/pages/" + page + "/" + part + "?v="
                + blob.ref().value().substring(0, 8);
    }
}
