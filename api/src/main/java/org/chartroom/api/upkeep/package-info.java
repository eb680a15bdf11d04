/** Recurring duties. */
@NullMarked
package org.chartroom.api.upkeep;

import org.jspecify.annotations.NullMarked;
