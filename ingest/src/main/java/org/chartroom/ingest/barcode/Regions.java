package org.chartroom.ingest.barcode;

import java.util.ArrayList;
import java.util.List;

/** Finds the places of a page that may be barcodes, by its blocks. */
final class Regions {
    /** Blocks to each side that are looked at together for bars: 40 px. */
    private static final int BARS_RADIUS = 2;

    /** The same for matrix codes: 24 px. */
    private static final int DENSE_RADIUS = 1;

    /** Changes across bars for each px: modules of 8 px still have this many. */
    private static final double BARS_CHANGES = 0.06;

    private static final double DENSE_CHANGES = 0.12;

    /** How straight bars are, 1 without noise; print has 0.2 to 0.4. */
    private static final double STRAIGHT = 0.52;

    private static final double SAME_ANGLE = 25;
    private static final int LEAST_BARS_CELLS = 10;

    /** The shortest barcodes have more changes from bar to space and back. */
    private static final double LEAST_CHANGES = 16;

    private static final int LEAST_DENSE_CELLS = 12;

    /** Half the shorter side of the smallest matrix code, px: print of this size is a headline. */
    private static final double LEAST_DENSE = 17;

    /** Half the longer side of the largest: larger is a picture or a grid. */
    private static final double MOST_DENSE = 520;

    private static final double FULL_ENOUGH = 0.35;

    private final BlockMap map;

    private final double size;

    /**
     * @param size how many px of the full shapes one px of the map's page is
     */
    Regions(BlockMap map, double size) {
        this.map = map;
        this.size = size;
    }

    /** Places of straight parallel bars, largest first. */
    List<Region> bars() {
        int[] right = map.around(map.right, BARS_RADIUS);
        int[] down = map.around(map.down, BARS_RADIUS);
        int[] falling = map.around(map.falling, BARS_RADIUS);
        int[] rising = map.around(map.rising, BARS_RADIUS);
        int[] ink = map.around(map.ink, BARS_RADIUS);
        double px = Math.pow((2 * BARS_RADIUS + 1) * BlockMap.BLOCK, 2);
        float[] angles = new float[right.length];
        boolean[] marked = new boolean[right.length];
        for (int i = 0; i < right.length; i++) {
            double changes = (double) right[i] * right[i] + (double) down[i] * down[i];
            double least = px * BARS_CHANGES;
            if (changes < least * least || ink[i] < 0.12 * px || ink[i] > 0.88 * px) {
                continue;
            }
            if (straightness(right[i], down[i], falling[i], rising[i]) >= STRAIGHT) {
                marked[i] = true;
                angles[i] = (float) angle(right[i], down[i], falling[i], rising[i]);
            }
        }
        List<Region> found = new ArrayList<>();
        int[] stack = new int[marked.length];
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                List<Integer> cells = fill(i, marked, angles, stack);
                if (cells.size() >= LEAST_BARS_CELLS) {
                    barsRegion(cells, found);
                }
            }
        }
        found.sort((a, b) -> Double.compare(b.across() * b.along(), a.across() * a.along()));
        return found;
    }

    private void barsRegion(List<Integer> cells, List<Region> found) {
        long right = 0;
        long down = 0;
        long falling = 0;
        long rising = 0;
        for (int cell : cells) {
            right += map.right[cell];
            down += map.down[cell];
            falling += map.falling[cell];
            rising += map.rising[cell];
        }
        Region region = rectangle(true, cells, angle(right, down, falling, rising));
        double perPx = Math.hypot(right, down) / (cells.size() * (double) BlockMap.BLOCK * BlockMap.BLOCK);
        if (perPx * 2 * region.across() >= LEAST_CHANGES) {
            found.add(region);
        }
    }

    /** 1 for bars without noise at any angle, 0 where there are as many changes in every direction. */
    private static double straightness(double right, double down, double falling, double rising) {
        double straight = Math.abs(right - down) / Math.max(1, right + down);
        double slanted = Math.abs(falling - rising) / Math.max(1, falling + rising);
        return straight + slanted + straight * slanted;
    }

    private static double angle(double right, double down, double falling, double rising) {
        double steep = Math.toDegrees(Math.atan2(down, right));
        return falling >= rising ? steep : -steep;
    }

    /** Places that are dense all over, squarest first. */
    List<Region> dense() {
        int[] right = map.around(map.right, DENSE_RADIUS);
        int[] down = map.around(map.down, DENSE_RADIUS);
        int[] ink = map.around(map.ink, DENSE_RADIUS);
        double px = Math.pow((2 * DENSE_RADIUS + 1) * BlockMap.BLOCK, 2);
        boolean[] marked = new boolean[right.length];
        for (int i = 0; i < marked.length; i++) {
            marked[i] = right[i] + down[i] >= px * DENSE_CHANGES
                    && ink[i] >= 0.27 * px
                    && ink[i] <= 0.8 * px
                    && right[i] * 6 > down[i]
                    && down[i] * 6 > right[i];
        }
        marked = grown(shrunk(marked));
        List<Region> found = new ArrayList<>();
        int[] stack = new int[marked.length];
        float[] angles = new float[marked.length];
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                List<Integer> cells = fill(i, marked, angles, stack);
                if (cells.size() < LEAST_DENSE_CELLS) {
                    continue;
                }
                Region region = rectangle(false, cells, lie(cells));
                double share = cells.size()
                        * (double) BlockMap.BLOCK
                        * BlockMap.BLOCK
                        / (4 * region.across() * region.along());
                if (share >= FULL_ENOUGH
                        && Math.min(region.across(), region.along()) >= LEAST_DENSE
                        && Math.max(region.across(), region.along()) <= MOST_DENSE / size) {
                    found.add(region.squareAround());
                }
            }
        }
        found.sort((a, b) -> Double.compare(longness(a), longness(b)));
        return found;
    }

    private static double longness(Region region) {
        return Math.max(region.across(), region.along()) / Math.min(region.across(), region.along());
    }

    private boolean[] shrunk(boolean[] cells) {
        boolean[] small = new boolean[cells.length];
        for (int row = 1; row < map.rows - 1; row++) {
            for (int column = 1; column < map.columns - 1; column++) {
                int i = row * map.columns + column;
                small[i] = cells[i] && cells[i - 1] && cells[i + 1] && cells[i - map.columns] && cells[i + map.columns];
            }
        }
        return small;
    }

    private boolean[] grown(boolean[] cells) {
        boolean[] large = cells.clone();
        for (int row = 1; row < map.rows - 1; row++) {
            for (int column = 1; column < map.columns - 1; column++) {
                int i = row * map.columns + column;
                if (cells[i]) {
                    large[i - 1] = true;
                    large[i + 1] = true;
                    large[i - map.columns] = true;
                    large[i + map.columns] = true;
                }
            }
        }
        return large;
    }

    /** The marked cells that hang together with this one and have about the same angle; they are marked no more. */
    private List<Integer> fill(int seed, boolean[] marked, float[] angles, int[] stack) {
        List<Integer> cells = new ArrayList<>();
        int top = 0;
        stack[top++] = seed;
        marked[seed] = false;
        while (top > 0) {
            int cell = stack[--top];
            cells.add(cell);
            int row = cell / map.columns;
            int column = cell % map.columns;
            for (int y = Math.max(0, row - 1); y <= Math.min(map.rows - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(map.columns - 1, column + 1); x++) {
                    int next = y * map.columns + x;
                    if (marked[next] && apart(angles[cell], angles[next]) <= SAME_ANGLE) {
                        marked[next] = false;
                        stack[top++] = next;
                    }
                }
            }
        }
        return cells;
    }

    private static double apart(double one, double other) {
        double apart = Math.abs(one - other) % 180;
        return Math.min(apart, 180 - apart);
    }

    /** The direction in which the cells reach farthest, degrees. */
    private double lie(List<Integer> cells) {
        double x = 0;
        double y = 0;
        for (int cell : cells) {
            x += cell % map.columns;
            y += cell / map.columns;
        }
        x /= cells.size();
        y /= cells.size();
        double wide = 0;
        double high = 0;
        double slanted = 0;
        for (int cell : cells) {
            double fromX = cell % map.columns - x;
            double fromY = cell / map.columns - y;
            wide += fromX * fromX;
            high += fromY * fromY;
            slanted += fromX * fromY;
        }
        return Math.toDegrees(Math.atan2(2 * slanted, wide - high)) / 2;
    }

    private Region rectangle(boolean bars, List<Integer> cells, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double leastU = Double.MAX_VALUE;
        double mostU = -Double.MAX_VALUE;
        double leastV = Double.MAX_VALUE;
        double mostV = -Double.MAX_VALUE;
        for (int cell : cells) {
            double x = (cell % map.columns + 0.5) * BlockMap.BLOCK;
            double y = (cell / map.columns + 0.5) * BlockMap.BLOCK;
            double u = x * cos + y * sin;
            double v = y * cos - x * sin;
            leastU = Math.min(leastU, u);
            mostU = Math.max(mostU, u);
            leastV = Math.min(leastV, v);
            mostV = Math.max(mostV, v);
        }
        double u = (leastU + mostU) / 2;
        double v = (leastV + mostV) / 2;
        double half = BlockMap.BLOCK / 2.0;
        return new Region(
                bars,
                u * cos - v * sin,
                u * sin + v * cos,
                degrees,
                (mostU - leastU) / 2 + half,
                (mostV - leastV) / 2 + half);
    }
}
