/** Proofs of the spelling linter, most of them rows of tables. */
@NullMarked
package org.chartroom.transcribe.spelling;

import org.jspecify.annotations.NullMarked;
