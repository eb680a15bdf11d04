/** The index on Lucene: analysis, storage in generations of folders, search, highlighting and rebuilding. */
@NullMarked
package org.chartroom.index.lucene;

import org.jspecify.annotations.NullMarked;
