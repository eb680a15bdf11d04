/** What changes, told live to open pages. */
@NullMarked
package org.chartroom.api.events;

import org.jspecify.annotations.NullMarked;
