package org.chartroom.ingest.barcode;

import java.util.Arrays;
import org.chartroom.ingest.image.PageBitmap;

/**
 * A bitonal page in blocks of 8 x 8 px: how much ink each has, and how often ink and paper change in it along four
 * directions. Straight parallel bars change much across and hardly along themselves, at any angle; print changes about
 * evenly; the modules of a matrix code are dense everywhere. Counted on whole words, a page takes about a millisecond.
 */
final class BlockMap {
    /** Side of a block, px. */
    static final int BLOCK = 8;

    private static final int ODD_BITS = 0x5555_5555;
    private static final int ODD_PAIRS = 0x3333_3333;
    private static final int LOW_NIBBLES = 0x0F0F_0F0F;

    final int columns;
    final int rows;
    /** Pixels of ink. */
    final int[] ink;
    /** Changes from a pixel to its right neighbour. */
    final int[] right;
    /** Changes from a pixel to the one below. */
    final int[] down;
    /** Changes from a pixel to the one below at its right. */
    final int[] falling;
    /** Changes from a pixel to the one below at its left. */
    final int[] rising;

    private BlockMap(int columns, int rows, int[][] counts) {
        this.columns = columns;
        this.rows = rows;
        this.ink = counts[0];
        this.right = counts[1];
        this.down = counts[2];
        this.falling = counts[3];
        this.rising = counts[4];
    }

    static BlockMap of(PageBitmap bitonal) {
        int[] bits = bitonal.bits();
        int words = (bitonal.width() + 31) / 32;
        int height = bitonal.height();
        int columns = words * 4;
        int rows = height / BLOCK;
        int[][] counts = new int[5][columns * rows];
        int[][] sums = new int[5][words];
        for (int row = 0; row < rows; row++) {
            for (int[] sum : sums) {
                Arrays.fill(sum, 0);
            }
            for (int y = row * BLOCK; y < (row + 1) * BLOCK; y++) {
                count(bits, y * words, words, y + 1 < height ? words : 0, sums);
            }
            for (int kind = 0; kind < 5; kind++) {
                int at = row * columns;
                for (int word = 0; word < words; word++) {
                    int sum = sums[kind][word];
                    counts[kind][at++] = sum >>> 24;
                    counts[kind][at++] = sum >>> 16 & 0xFF;
                    counts[kind][at++] = sum >>> 8 & 0xFF;
                    counts[kind][at++] = sum & 0xFF;
                }
            }
        }
        return new BlockMap(columns, rows, counts);
    }

    /** Adds one row of pixels; each sum holds four blocks side by side, a byte each. */
    private static void count(int[] bits, int from, int words, int toBelow, int[][] sums) {
        int here = 0;
        int next = bits[from];
        int below = 0;
        int belowNext = bits[from + toBelow];
        for (int word = 0; word < words; word++) {
            int belowBefore = below;
            here = next;
            below = belowNext;
            boolean last = word + 1 == words;
            next = last ? 0 : bits[from + word + 1];
            belowNext = last ? 0 : bits[from + toBelow + word + 1];
            if ((here | below) == 0 && next >= 0 && belowNext >= 0 && (belowBefore & 1) == 0) {
                continue;
            }
            sums[0][word] += perByte(here);
            sums[1][word] += perByte(here ^ (here << 1 | next >>> 31));
            sums[2][word] += perByte(here ^ below);
            sums[3][word] += perByte(here ^ (below << 1 | belowNext >>> 31));
            sums[4][word] += perByte(here ^ (below >>> 1 | belowBefore << 31));
        }
    }

    /** How many bits are set in each byte. */
    private static int perByte(int word) {
        int pairs = word - (word >>> 1 & ODD_BITS);
        int nibbles = (pairs & ODD_PAIRS) + (pairs >>> 2 & ODD_PAIRS);
        return nibbles + (nibbles >>> 4) & LOW_NIBBLES;
    }

    /** Sums over the squares of {@code 2 * radius + 1} blocks around each. */
    int[] around(int[] counts, int radius) {
        int[] across = new int[counts.length];
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            int sum = 0;
            for (int column = -radius; column < columns; column++) {
                sum += column + radius < columns ? counts[from + column + radius] : 0;
                sum -= column - radius > 0 ? counts[from + column - radius - 1] : 0;
                if (column >= 0) {
                    across[from + column] = sum;
                }
            }
        }
        int[] sums = new int[counts.length];
        int[] running = new int[columns];
        for (int row = -radius; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                running[column] += row + radius < rows ? across[(row + radius) * columns + column] : 0;
                running[column] -= row - radius > 0 ? across[(row - radius - 1) * columns + column] : 0;
            }
            if (row >= 0) {
                System.arraycopy(running, 0, sums, row * columns, columns);
            }
        }
        return sums;
    }
}
