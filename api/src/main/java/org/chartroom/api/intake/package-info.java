/** The doors that fetch arrivals by themselves: running them and telling how they are. */
@NullMarked
package org.chartroom.api.intake;

import org.jspecify.annotations.NullMarked;
