/** Painting over what does not leave, for good, and proving it. */
@NullMarked
package org.chartroom.release.redaction;

import org.jspecify.annotations.NullMarked;
