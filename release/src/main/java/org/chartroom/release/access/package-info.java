/** A patient's right to their own records: clocks, formats, denials. */
@NullMarked
package org.chartroom.release.access;

import org.jspecify.annotations.NullMarked;
