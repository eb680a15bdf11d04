package org.chartroom.index.forms;

import java.util.List;

/**
 * How a form lies on a page: an affine map from places on the form to places on the page. Immutable.
 *
 * <p>{@code X = a x + b y + c, Y = d x + e y + f}.
 */
record Placement(double a, double b, double c, double d, double e, double f) {
    /** Steeper than this no page lies after it was straightened, degrees. */
    private static final double STEEPEST = 8;

    private static final double SMALLEST = 0.85;
    private static final double LARGEST = 1.18;
    /** How far from square the corners may be. */
    private static final double SHEAR = 0.06;

    /** A place. */
    record Point(double x, double y) {
        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /** Where a place on the form and the one it was found at lie. */
    record Pair(Point form, Point page) {}

    Point page(Point form) {
        return new Point(a * form.x + b * form.y + c, d * form.x + e * form.y + f);
    }

    Point form(Point page) {
        double determinant = a * e - b * d;
        double x = page.x - c;
        double y = page.y - f;
        return new Point((e * x - b * y) / determinant, (a * y - d * x) / determinant);
    }

    /** Stretches the page: its measure becomes another one. */
    Placement scaled(double byX, double byY) {
        return new Placement(a * byX, b * byX, c * byX, d * byY, e * byY, f * byY);
    }

    /** Whether a sheet of paper can lie like this. */
    boolean isLikely() {
        double across = Math.hypot(a, d);
        double down = Math.hypot(b, e);
        return across > SMALLEST
                && across < LARGEST
                && down > SMALLEST
                && down < LARGEST
                && Math.abs(Math.toDegrees(Math.atan2(d, a))) < STEEPEST
                && Math.abs((a * b + d * e) / (across * down)) < SHEAR;
    }

    /** Turned, moved and made larger or smaller so that both pairs lie on each other. */
    static Placement through(Pair one, Pair other) {
        double formX = other.form.x - one.form.x;
        double formY = other.form.y - one.form.y;
        double pageX = other.page.x - one.page.x;
        double pageY = other.page.y - one.page.y;
        double length = formX * formX + formY * formY;
        double cos = (pageX * formX + pageY * formY) / length;
        double sin = (pageY * formX - pageX * formY) / length;
        return new Placement(
                cos,
                -sin,
                one.page.x - cos * one.form.x + sin * one.form.y,
                sin,
                cos,
                one.page.y - sin * one.form.x - cos * one.form.y);
    }

    /**
     * The one with the least squares of distances.
     *
     * @param pairs at least 3, not on one line
     */
    static Placement best(List<Pair> pairs) {
        double n = pairs.size();
        double meanX = pairs.stream().mapToDouble(pair -> pair.form.x).sum() / n;
        double meanY = pairs.stream().mapToDouble(pair -> pair.form.y).sum() / n;
        double pageX = pairs.stream().mapToDouble(pair -> pair.page.x).sum() / n;
        double pageY = pairs.stream().mapToDouble(pair -> pair.page.y).sum() / n;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double xToX = 0;
        double yToX = 0;
        double xToY = 0;
        double yToY = 0;
        for (Pair pair : pairs) {
            double x = pair.form.x - meanX;
            double y = pair.form.y - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
            xToX += x * (pair.page.x - pageX);
            yToX += y * (pair.page.x - pageX);
            xToY += x * (pair.page.y - pageY);
            yToY += y * (pair.page.y - pageY);
        }
        double determinant = xx * yy - xy * xy;
        double a = (xToX * yy - yToX * xy) / determinant;
        double b = (yToX * xx - xToX * xy) / determinant;
        double d = (xToY * yy - yToY * xy) / determinant;
        double e = (yToY * xx - xToY * xy) / determinant;
        return new Placement(a, b, pageX - a * meanX - b * meanY, d, e, pageY - d * meanX - e * meanY);
    }
}
