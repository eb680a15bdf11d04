/** Finding: questions over HTTP, and the thread that keeps the index up with the records. */
@NullMarked
package org.chartroom.api.search;

import org.jspecify.annotations.NullMarked;
