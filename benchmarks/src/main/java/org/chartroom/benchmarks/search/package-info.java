/** What {@code ./chartroom bench search} searches in, and what it is compared with. */
@NullMarked
package org.chartroom.benchmarks.search;

import org.jspecify.annotations.NullMarked;
