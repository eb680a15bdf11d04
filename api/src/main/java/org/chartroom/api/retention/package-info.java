/** How long records are kept, what legal holds keep, and how what may go is destroyed. */
@NullMarked
package org.chartroom.api.retention;

import org.jspecify.annotations.NullMarked;
