package org.chartroom.ingest.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.chartroom.ingest.Deadline;
import org.chartroom.ingest.DeadlineException;

/** Draws pages, and stops at the deadline of the page at hand. */
final class BoundedRenderer extends PDFRenderer {
    private Deadline deadline = new Deadline(System.nanoTime());
    private int failures;

    BoundedRenderer(PDDocument document) {
        super(document);
    }

    /**
     * Draws a page.
     *
     * @param index from 0
     * @throws IOException when its content is damaged
     * @throws DeadlineException when it takes too long
     */
    BufferedImage render(int index, double dpi, Deadline until) throws IOException {
        deadline = until;
        failures = 0;
        return renderImageWithDPI(index, (float) dpi, ImageType.RGB);
    }

    /** How many drawing operators of the last page failed, which PDFBox leaves out and says nothing of. */
    int failures() {
        return failures;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new BoundedDrawer(parameters);
    }

    private final class BoundedDrawer extends PageDrawer {
        BoundedDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            deadline.check();
            super.processOperator(operator, operands);
        }

        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException failure)
                throws IOException {
            failures++;
            super.operatorException(operator, operands, failure);
        }
    }
}
