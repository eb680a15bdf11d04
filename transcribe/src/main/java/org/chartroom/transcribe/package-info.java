/** Recorded speech into words, and words into a note: decoding, cutting at silence, recognition, formatting. */
@NullMarked
package org.chartroom.transcribe;

import org.jspecify.annotations.NullMarked;
