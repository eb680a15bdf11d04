/** Who a page, a feed or a person at the counter speaks of: patients found by what is said of them, and how sure that is. */
@NullMarked
package org.chartroom.index.matching;

import org.jspecify.annotations.NullMarked;
