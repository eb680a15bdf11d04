/** The description of this API for programs. */
@NullMarked
package org.chartroom.api.openapi;

import org.jspecify.annotations.NullMarked;
