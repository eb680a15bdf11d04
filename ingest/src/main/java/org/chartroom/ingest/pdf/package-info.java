/** PDF: the words of its own text layer where that can be trusted, page images to read where it cannot, and PDF out. */
@NullMarked
package org.chartroom.ingest.pdf;

import org.jspecify.annotations.NullMarked;
