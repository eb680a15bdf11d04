/** Proof of the index on Lucene. */
@NullMarked
package org.chartroom.index.lucene;

import org.jspecify.annotations.NullMarked;
