/** Recurring duties, and what the administrator has done: verifying, reindexing, backup and restore. */
@NullMarked
package org.chartroom.api.upkeep;

import org.jspecify.annotations.NullMarked;
