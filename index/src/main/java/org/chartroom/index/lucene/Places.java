package org.chartroom.index.lucene;

import org.apache.lucene.util.FixedBitSet;

/**
 * Pages of a window one after the other, by their numbers less the window's first, rising. What goes through pages more than once
 * does so several times as fast as by looking for the next bit of a set. For one thread.
 */
final class Places {
    /** The set's own way to tell them writes up to a whole word's worth behind the last. */
    private static final int BEHIND = Long.SIZE;

    private int[] at = new int[1];
    private int count;

    /** @param size of the window */
    void fill(FixedBitSet pages, int size) {
        room(size + BEHIND);
        count = pages.intoArray(0, size, 0, at);
    }

    void only(int place) {
        at[0] = place;
        count = 1;
    }

    /** For at most so many that are to be added. */
    void clear(int most) {
        room(most);
        count = 0;
    }

    void add(int place) {
        at[count++] = place;
    }

    private void room(int size) {
        if (at.length < size) {
            at = new int[size];
        }
    }

    int count() {
        return count;
    }

    /** @param i less than {@link #count} */
    int at(int i) {
        return at[i];
    }
}
