package org.chartroom.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error rate over many texts: all edits over all that was to be read, so that long texts count for more. */
final class WeightedRate {
    private double edits;
    private long length;
    private int count;

    void add(double rate, int trueLength) {
        edits += rate * trueLength;
        length += trueLength;
        count++;
    }

    int count() {
        return count;
    }

    /** Writes the rate, or null when nothing was scored. */
    void put(ObjectNode object, String key) {
        if (length == 0) {
            object.putNull(key);
        } else {
            object.put(key, JsonOut.rounded(edits / length, 4));
        }
    }
}
