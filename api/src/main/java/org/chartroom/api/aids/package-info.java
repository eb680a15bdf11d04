/** Texts that are kept to be put into notes, and what authors' own edits teach. */
@NullMarked
package org.chartroom.api.aids;

import org.jspecify.annotations.NullMarked;
