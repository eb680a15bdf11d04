/** Containers of files: taken apart under limits, every file in them a document of its own. */
@NullMarked
package org.chartroom.ingest.archive;

import org.jspecify.annotations.NullMarked;
