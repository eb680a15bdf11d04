/** How good notes are, and how much work they were. */
@NullMarked
package org.chartroom.api.quality;

import org.jspecify.annotations.NullMarked;
