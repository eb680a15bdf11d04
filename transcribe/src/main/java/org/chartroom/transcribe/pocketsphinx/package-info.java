/** The built-in recogniser, CMU PocketSphinx, bound by the foreign function interface. */
@NullMarked
package org.chartroom.transcribe.pocketsphinx;

import org.jspecify.annotations.NullMarked;
