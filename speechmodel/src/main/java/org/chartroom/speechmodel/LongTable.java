package org.chartroom.speechmodel;

import java.util.Arrays;

/** A hash table from keys of 0 or more to two numbers each; for tens of millions of keys. */
final class LongTable {
    private static final long FREE = -1;

    private long[] keys = new long[1 << 16];
    private float[] first = new float[1 << 16];
    private float[] second = new float[1 << 16];
    private int size;

    LongTable() {
        Arrays.fill(keys, FREE);
    }

    int size() {
        return size;
    }

    /** Where a key is, or a negative number. */
    int find(long key) {
        int at = slot(key);
        return keys[at] == key ? at : -1;
    }

    double first(int at) {
        return first[at];
    }

    double second(int at) {
        return second[at];
    }

    void put(long key, double one, double other) {
        int at = claim(key);
        first[at] = (float) one;
        second[at] = (float) other;
    }

    /** Counts: exact up to 16 million. */
    void add(long key, double count) {
        int at = claim(key);
        first[at] += (float) count;
    }

    double getFirst(long key) {
        int at = find(key);
        return at < 0 ? 0 : first[at];
    }

    /** All keys, ascending. */
    long[] keys() {
        long[] all = new long[size];
        int count = 0;
        for (long key : keys) {
            if (key != FREE) {
                all[count++] = key;
            }
        }
        Arrays.sort(all);
        return all;
    }

    private int claim(long key) {
        int at = slot(key);
        if (keys[at] == key) {
            return at;
        }
        if (size * 2 > keys.length) {
            grow();
            at = slot(key);
        }
        keys[at] = key;
        size++;
        return at;
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int at = (int) (mixed >>> 32) & keys.length - 1;
        while (keys[at] != FREE && keys[at] != key) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        float[] oldFirst = first;
        float[] oldSecond = second;
        keys = new long[oldKeys.length * 2];
        first = new float[keys.length];
        second = new float[keys.length];
        Arrays.fill(keys, FREE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                first[at] = oldFirst[i];
                second[at] = oldSecond[i];
            }
        }
    }
}
