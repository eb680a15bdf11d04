/** The native libraries of the OCR engine, brought along on the class path and unpacked where they can be loaded. */
@NullMarked
package org.chartroom.ingest.natives;

import org.jspecify.annotations.NullMarked;
