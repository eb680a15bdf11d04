/** Proofs of formatting, most of them rows of a table. */
@NullMarked
package org.chartroom.transcribe.format;

import org.jspecify.annotations.NullMarked;
