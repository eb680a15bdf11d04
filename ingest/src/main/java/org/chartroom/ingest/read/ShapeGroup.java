package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.chartroom.models.text.Box;

/**
 * Shapes that stand beside each other on one line, from left to right, as the letters of a word do.
 *
 * @param box around all of them, px
 * @param shapes how many; letters that touch are one
 */
record ShapeGroup(Box box, int shapes) {
    /**
     * All shapes in groups, each in one.
     *
     * @param near whether a shape, the second, is near enough to what stands left of it on its line
     */
    static List<ShapeGroup> of(List<Box> shapes, BiPredicate<Box, Box> near) {
        List<ShapeGroup> groups = new ArrayList<>();
        for (Box shape : shapes.stream().sorted(Comparator.comparingInt(Box::x)).toList()) {
            int with = groups.size() - 1;
            while (with >= 0 && !groups.get(with).continuesWith(shape, near)) {
                with--;
            }
            if (with < 0) {
                groups.add(new ShapeGroup(shape, 1));
            } else {
                groups.set(with, groups.get(with).with(shape));
            }
        }
        return groups;
    }

    /** From the right edge of one box to the left edge of another, px; less than 0 where they overlap. */
    static int gap(Box left, Box right) {
        return right.x() - left.x() - left.width();
    }

    private boolean continuesWith(Box shape, BiPredicate<Box, Box> near) {
        return Line.level(box, shape) && near.test(box, shape);
    }

    private ShapeGroup with(Box shape) {
        return new ShapeGroup(box.union(shape), shapes + 1);
    }
}
