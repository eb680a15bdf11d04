/**
 * Filing measured: an office of made-up patients, its stacks of paper, the noise of reading, and what the product makes of them. Two
 * halves that share no layout, name, label or kind of error: on one the product may learn, on the other it is measured.
 */
@NullMarked
package org.chartroom.benchmarks.filing;

import org.jspecify.annotations.NullMarked;
