/** The doors of the house and the place where everything is built by hand. */
@NullMarked
package org.chartroom.api;

import org.jspecify.annotations.NullMarked;
