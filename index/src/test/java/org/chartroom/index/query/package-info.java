/** Proof of the query language. */
@NullMarked
package org.chartroom.index.query;

import org.jspecify.annotations.NullMarked;
