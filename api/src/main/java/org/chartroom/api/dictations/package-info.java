/** Recordings and their notes: listen, edit, hand in, sign. */
@NullMarked
package org.chartroom.api.dictations;

import org.jspecify.annotations.NullMarked;
