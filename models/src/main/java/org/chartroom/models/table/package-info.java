/** The tables that ship with the program. */
@NullMarked
package org.chartroom.models.table;

import org.jspecify.annotations.NullMarked;
