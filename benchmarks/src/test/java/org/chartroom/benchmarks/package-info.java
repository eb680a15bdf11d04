/** Proofs of the scores that benchmarks print. */
@NullMarked
package org.chartroom.benchmarks;

import org.jspecify.annotations.NullMarked;
