package org.chartroom.ingest.barcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;

/**
 * Finds a page's barcodes at any angle. Where straight bars or dense squares are is seen from the page's blocks, at full,
 * half and quarter size for small and large codes; only what is there is cut out, set straight and decoded, so that a
 * page without barcodes costs next to nothing. Not safe for use by several threads.
 */
final class BarcodeFinder {
    private static final int SIZES = 3;
    private static final int MOST_TRIED = 24;
    private static final double SURROUNDINGS = 44;

    /** Higher than this for its width, a code is square. */
    private static final double SQUARE = 1.55;

    /** White around what is decoded, px. */
    private static final double MARGIN = 12;

    /** How strongly the edges of a code run along two directions; those of print run every way, those of fine modules blur. */
    private static final double TWO_WAYS = 0.12;

    private final BarReading bars = new BarReading();
    private final MatrixReading matrices = new MatrixReading();

    /** The barcodes, boxes in px of the page. */
    List<Barcode> find(PageBitmap page) {
        List<Barcode> found = new ArrayList<>();
        List<Region> tried = new ArrayList<>();
        PageBitmap shapes = page.shapes();
        try {
            for (int size = 0; size < SIZES && Math.min(shapes.width(), shapes.height()) > 80; size++) {
                double scale = (double) page.width() / shapes.width();
                Regions regions = new Regions(BlockMap.of(shapes), 1 << size);
                for (Region region : regions.bars()) {
                    look(page, region.scaled(scale), scale, found, tried);
                }
                for (Region region : regions.dense()) {
                    look(page, region.scaled(scale), scale, found, tried);
                }
                PageBitmap half = shapes.halved();
                shapes.close();
                shapes = half;
            }
        } finally {
            shapes.close();
        }
        return found;
    }

    private void look(PageBitmap page, Region region, double scale, List<Barcode> found, List<Region> tried) {
        if (tried.size() >= MOST_TRIED
                || tried.stream().anyMatch(region::sameAs)
                || found.stream().anyMatch(barcode -> holds(barcode.box(), region))) {
            return;
        }
        tried.add(region);
        Cutout cutout = Cutout.of(
                page, region, SURROUNDINGS * Math.max(1, scale) + Math.max(region.across(), region.along()) / 2);
        (region.bars() ? bars(cutout, region) : matrix(cutout, region))
                .ifPresent(read -> found.add(new Barcode(
                        read.value().symbology(),
                        read.value().text(),
                        box(read.place(), page.width(), page.height()))));
    }

    private record Read(Region place, BarReading.Value value) {}

    private Optional<Read> bars(Cutout cutout, Region region) {
        Region level = cutout.levelled(region, 6);
        Optional<Read> read = bars.read(cutout, level).map(value -> new Read(level, value));
        return read.isPresent() || bars.uniform(cutout, level) ? read : matrix(cutout, region.squareAround());
    }

    private Optional<Read> matrix(Cutout cutout, Region region) {
        Optional<Region> squared = cutout.squared(region, TWO_WAYS);
        if (squared.isEmpty()) {
            return Optional.empty();
        }
        Region place = squared.get();
        boolean square = place.across() <= SQUARE * place.along();
        double scale = Math.clamp((square ? 240 : 500) / place.across(), 0.4, 2);
        Cutout.Straight image = cutout.straight(place, MARGIN, scale, 0);
        int margin = (int) (MARGIN * scale);
        if (square ? !MatrixReading.promising(image, margin) : !MatrixReading.barred(image, margin)) {
            return Optional.empty();
        }
        Optional<BarReading.Value> value = square
                ? matrices.square(image).or(() -> matrices.square(cutout.straight(place, MARGIN, scale, 1)))
                : matrices.stacked(image).or(() -> matrices.stacked(cutout.straight(place, MARGIN, scale, 1)));
        return value.map(each -> new Read(place, each));
    }

    private static boolean holds(Box box, Region region) {
        return region.x() >= box.x()
                && region.x() <= box.x() + box.width()
                && region.y() >= box.y()
                && region.y() <= box.y() + box.height();
    }

    private static Box box(Region region, int width, int height) {
        double cos = Math.abs(Math.cos(Math.toRadians(region.degrees())));
        double sin = Math.abs(Math.sin(Math.toRadians(region.degrees())));
        double halfWidth = cos * region.across() + sin * region.along();
        double halfHeight = sin * region.across() + cos * region.along();
        int left = (int) Math.clamp(region.x() - halfWidth, 0, width - 1);
        int top = (int) Math.clamp(region.y() - halfHeight, 0, height - 1);
        return new Box(
                left,
                top,
                (int) Math.clamp(region.x() + halfWidth, left + 1, width) - left,
                (int) Math.clamp(region.y() + halfHeight, top + 1, height) - top);
    }
}
