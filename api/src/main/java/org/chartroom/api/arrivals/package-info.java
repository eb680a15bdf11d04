/** Files as they come in, over HTTP. */
@NullMarked
package org.chartroom.api.arrivals;

import org.jspecify.annotations.NullMarked;
