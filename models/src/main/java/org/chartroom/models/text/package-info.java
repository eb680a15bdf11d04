/** What was read or heard: words with their place on a page or in time, and how sure the reader was. */
@NullMarked
package org.chartroom.models.text;

import org.jspecify.annotations.NullMarked;
