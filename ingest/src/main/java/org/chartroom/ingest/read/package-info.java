/** Page images to words: the OCR engine, the way a page takes from pixels to a judged reading, and image files. */
@NullMarked
package org.chartroom.ingest.read;

import org.jspecify.annotations.NullMarked;
