/** The release desk: how far a request is, what stands in its way, and by which rule. Pure: no clock, no store, no network. */
@NullMarked
package org.chartroom.release;

import org.jspecify.annotations.NullMarked;
