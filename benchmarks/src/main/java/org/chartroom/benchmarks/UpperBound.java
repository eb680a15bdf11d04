package org.chartroom.benchmarks;

/** How large a share may be of which few or no cases were seen. */
final class UpperBound {
    private static final double DOUBT = 0.05;
    private static final int HALVINGS = 60;

    private UpperBound() {}

    /**
     * The share at which as few cases as were seen, or fewer, would be seen in one of twenty trials: the exact (Clopper and Pearson,
     * Biometrika 26, 1934) one-sided upper 95 % bound.
     *
     * @param seen 0 or more
     * @param trials as many as seen or more
     * @return 0..1; 1 without trials
     */
    static double of(int seen, int trials) {
        if (trials == 0 || seen == trials) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double share = (low + high) / 2;
            if (atMost(seen, trials, share) > DOUBT) {
                low = share;
            } else {
                high = share;
            }
        }
        return (low + high) / 2;
    }

    private static double atMost(int seen, int trials, double share) {
        double logTerm = trials * Math.log1p(-share);
        double sum = Math.exp(logTerm);
        for (int k = 1; k <= seen; k++) {
            logTerm += Math.log((double) (trials - k + 1) / k) + Math.log(share) - Math.log1p(-share);
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
