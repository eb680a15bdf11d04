/** Proofs of the scores that benchmarks print. */
@NullMarked
package org.chartroom.benchmarks.filing;

import org.jspecify.annotations.NullMarked;
