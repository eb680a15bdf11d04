/** What follows when records went where they should not. */
@NullMarked
package org.chartroom.release.breach;

import org.jspecify.annotations.NullMarked;
