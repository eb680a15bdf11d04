package org.chartroom.ingest.barcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.record.SeparatorValue;
import org.chartroom.models.text.Box;

/**
 * Finds the barcodes of a page, and knows the sheets that people put between documents: pages with little else than a
 * transfer patch, or than barcodes that say what {@link SeparatorValue} knows. A page of text that carries such a barcode
 * stays a page of its document. Not safe for use by several threads.
 */
public final class SeparatorSheet {
    /** A sheet with more letters than this is a document that carries a barcode in passing. */
    private static final int FEW_LETTERS = 500;

    /** The patch serves nothing else, and sheets on sale tell at length how to print them; a page of text has more. */
    private static final int MOST_LETTERS = 1_600;

    /** A patch is believed only on a sheet with no more ink than bars along all its edges have. */
    private static final double MORE_THAN_BARS = 0.4;

    private final BarcodeFinder finder = new BarcodeFinder();

    /**
     * What was seen on a page.
     *
     * @param barcodes their boxes in px of the page that was looked at
     * @param separator what the sheet says of the documents after it; empty when the page is no separator sheet
     */
    public record Seen(List<Barcode> barcodes, Optional<String> separator) {
        public Seen {
            barcodes = List.copyOf(barcodes);
        }
    }

    /**
     * Looks at a page as it came in, before it is turned.
     *
     * @param ink the share of the page that is ink, 0..1
     */
    public Seen on(PageBitmap page, double ink) {
        List<Barcode> barcodes = new ArrayList<>(finder.find(page));
        Optional<SeparatorValue> value = barcodes.stream()
                .flatMap(barcode -> SeparatorValue.ofBarcode(barcode.value()).stream())
                .reduce(SeparatorValue::and);
        boolean patchPossible = value.isEmpty() && page.xDpi() > 0 && ink <= MORE_THAN_BARS;
        if (value.isEmpty() && !patchPossible) {
            return new Seen(barcodes, Optional.empty());
        }
        try (PageBitmap shapes = page.shapes()) {
            boolean plain = value.isEmpty() || value.get().label().equals(SeparatorValue.PLAIN.label());
            if (letters(shapes) > (plain ? MOST_LETTERS : FEW_LETTERS)) {
                return new Seen(barcodes, Optional.empty());
            }
            if (value.isPresent()) {
                return new Seen(barcodes, value.map(SeparatorValue::text));
            }
            Optional<Box> patch;
            try (PageBitmap solid = page.solidShapes()) {
                patch = PatchT.in(solid);
            }
            double scale = (double) page.width() / shapes.width();
            patch.ifPresent(box -> barcodes.add(new Barcode(
                    Barcode.Symbology.PATCH_T,
                    SeparatorValue.PLAIN.text(),
                    new Box((int) (box.x() * scale), (int) (box.y() * scale), (int) (box.width() * scale), (int)
                            (box.height() * scale)))));
            return new Seen(barcodes, patch.map(_ -> SeparatorValue.PLAIN.text()));
        }
    }

    private static long letters(PageBitmap shapes) {
        return shapes.shapeBoxes(20_000).stream()
                .filter(box -> box.height() >= 8 && box.height() <= 60 && box.width() >= 3)
                .count();
    }
}
