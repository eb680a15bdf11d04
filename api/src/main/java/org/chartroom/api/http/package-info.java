/** Manners of HTTP that all resources share: correlation ids, headers, versions, ranges, the pages' files. */
@NullMarked
package org.chartroom.api.http;

import org.jspecify.annotations.NullMarked;
