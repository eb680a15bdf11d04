/** Approved packets in the forms in which they are handed over. */
@NullMarked
package org.chartroom.release.delivery;

import org.jspecify.annotations.NullMarked;
