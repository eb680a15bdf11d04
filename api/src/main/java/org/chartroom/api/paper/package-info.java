/** The paper behind the pages: requests to scan again, and originals until they may be shredded. */
@NullMarked
package org.chartroom.api.paper;

import org.jspecify.annotations.NullMarked;
