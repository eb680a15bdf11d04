/** A model that says what passages mean. */
@NullMarked
package org.chartroom.meaning;

import org.jspecify.annotations.NullMarked;
