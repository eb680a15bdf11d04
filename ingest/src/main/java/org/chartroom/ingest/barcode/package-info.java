/** Barcodes, and the sheets that separate documents in a stack of paper. */
@NullMarked
package org.chartroom.ingest.barcode;

import org.jspecify.annotations.NullMarked;
