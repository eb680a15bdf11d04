package org.chartroom.benchmarks.filing;

/** One of the two worlds papers are made from. */
enum Half {
    /** The product may learn from it. */
    BUILT,
    /** The product is measured on it. */
    TESTED
}
