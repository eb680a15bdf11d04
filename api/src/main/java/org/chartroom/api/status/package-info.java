/** How the house is doing: queue, speed, storage, health. */
@NullMarked
package org.chartroom.api.status;

import org.jspecify.annotations.NullMarked;
