/** Documents and their pages, over HTTP. */
@NullMarked
package org.chartroom.api.documents;

import org.jspecify.annotations.NullMarked;
