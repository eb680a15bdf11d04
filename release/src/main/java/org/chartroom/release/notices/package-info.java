/** Texts that travel with records, word for word. */
@NullMarked
package org.chartroom.release.notices;

import org.jspecify.annotations.NullMarked;
