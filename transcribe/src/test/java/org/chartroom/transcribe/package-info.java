/** Proofs of transcription on real audio. */
@NullMarked
package org.chartroom.transcribe;

import org.jspecify.annotations.NullMarked;
