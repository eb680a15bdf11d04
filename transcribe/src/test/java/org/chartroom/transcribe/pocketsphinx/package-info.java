/** Proofs of the built-in engine's own model. */
@NullMarked
package org.chartroom.transcribe.pocketsphinx;

import org.jspecify.annotations.NullMarked;
