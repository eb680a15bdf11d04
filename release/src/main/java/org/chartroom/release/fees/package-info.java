/** What may be charged, and what not. */
@NullMarked
package org.chartroom.release.fees;

import org.jspecify.annotations.NullMarked;
