/** Spoken words into written text by rules, each of whose rewrites can be undone. */
@NullMarked
package org.chartroom.transcribe.format;

import org.jspecify.annotations.NullMarked;
