/** How values of the office look in JSON. */
@NullMarked
package org.chartroom.api.json;

import org.jspecify.annotations.NullMarked;
