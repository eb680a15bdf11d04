/** The query language people type, from text to a checked tree; knows nothing of how it is answered. */
@NullMarked
package org.chartroom.index.query;

import org.jspecify.annotations.NullMarked;
