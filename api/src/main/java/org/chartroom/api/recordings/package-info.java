/** Dictations while they are being recorded: their pieces, how they are put together, and what is heard of them live. */
@NullMarked
package org.chartroom.api.recordings;

import org.jspecify.annotations.NullMarked;
