/** Finding: what is put into the index, what is asked of it and what it answers; the port to the index itself. */
@NullMarked
package org.chartroom.index;

import org.jspecify.annotations.NullMarked;
