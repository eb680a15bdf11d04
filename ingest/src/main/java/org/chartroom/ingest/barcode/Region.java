package org.chartroom.ingest.barcode;

/**
 * A place on a page that may be a barcode: a rectangle at any angle, px.
 *
 * @param bars whether it looks like straight bars; otherwise it is dense all over, as matrix codes are
 * @param x its middle
 * @param y its middle
 * @param degrees from rightwards to downwards, the direction across its bars
 * @param across half its extent across the bars
 * @param along half its extent along the bars
 */
record Region(boolean bars, double x, double y, double degrees, double across, double along) {
    Region scaled(double factor) {
        return new Region(bars, x * factor, y * factor, degrees, across * factor, along * factor);
    }

    /** The same with its extents exchanged, as seen after a quarter turn. */
    Region lain() {
        return new Region(bars, x, y, degrees, along, across);
    }

    /** The upright rectangle that holds it. */
    Region squareAround() {
        double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
        double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
        return new Region(false, x, y, 0, cos * across + sin * along, sin * across + cos * along);
    }

    /** The same place by another angle: its extents are those of the upright square around a dense one. */
    boolean sameAs(Region other) {
        double size = Math.max(across, along);
        double otherSize = Math.max(other.across, other.along);
        return bars == other.bars
                && Math.hypot(x - other.x, y - other.y) < 0.15 * Math.min(size, otherSize) + 4
                && Math.abs(across - other.across) < 0.2 * across + 8
                && Math.abs(along - other.along) < 0.2 * along + 8;
    }
}
