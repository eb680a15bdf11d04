/** The benchmarks behind {@code ./chartroom bench}: they measure the product from outside, in processes of its own. */
@NullMarked
package org.chartroom.benchmarks;

import org.jspecify.annotations.NullMarked;
