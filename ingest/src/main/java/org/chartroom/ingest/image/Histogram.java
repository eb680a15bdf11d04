package org.chartroom.ingest.image;

/** What can be told from how often each gray, or difference of grays, occurs. */
final class Histogram {
    private Histogram() {}

    /**
     * The value that this share of the counted lies below.
     *
     * @param histogram how often each value occurs, by the value
     * @param count how many were counted
     * @param share 0..1
     */
    static int percentile(int[] histogram, int count, double share) {
        int left = (int) (count * share);
        for (int value = 0; value < histogram.length; value++) {
            left -= histogram[value];
            if (left < 0) {
                return value;
            }
        }
        return histogram.length - 1;
    }
}
