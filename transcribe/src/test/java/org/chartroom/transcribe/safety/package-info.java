/** Proofs of the safety linter, most of them rows of tables. */
@NullMarked
package org.chartroom.transcribe.safety;

import org.jspecify.annotations.NullMarked;
