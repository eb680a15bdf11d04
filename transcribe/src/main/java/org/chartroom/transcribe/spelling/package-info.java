/** Words that no dictionary of this machine has, and what may have been meant. */
@NullMarked
package org.chartroom.transcribe.spelling;

import org.jspecify.annotations.NullMarked;
