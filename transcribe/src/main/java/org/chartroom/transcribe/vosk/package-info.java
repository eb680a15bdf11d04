/** Vosk, bound by the foreign function interface, with its models checked before native code sees them. */
@NullMarked
package org.chartroom.transcribe.vosk;

import org.jspecify.annotations.NullMarked;
