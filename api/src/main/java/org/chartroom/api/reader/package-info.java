/**
 * Disposable processes that touch foreign bytes and native code, so that nobody else has to. A reader has no secrets, no
 * database and no network, little memory and little time; it talks framed messages over its standard input and output,
 * is used again while it behaves, and may die at any time: that costs one attempt at one page (or at one file of the
 * kinds that are read whole).
 *
 * <p>{@link org.chartroom.api.reader.ReaderPool} is the side that asks, {@link org.chartroom.api.reader.ReaderMain} the
 * process that is asked.
 */
@NullMarked
package org.chartroom.api.reader;

import org.jspecify.annotations.NullMarked;
