/**
 * The commands of {@code ./chartroom}. Only they print, through the writers handed to them; what they do lives in the
 * packages they call.
 */
@NullMarked
package org.chartroom.api.cli;

import org.jspecify.annotations.NullMarked;
