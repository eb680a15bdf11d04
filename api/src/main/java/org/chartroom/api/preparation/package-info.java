/** Charts made ready for planned visits: what there is to read, what is missing, and both as one PDF. */
@NullMarked
package org.chartroom.api.preparation;

import org.jspecify.annotations.NullMarked;
