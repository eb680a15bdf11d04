/** Paper forms: templates that administrators mark up, and the values of forms that wait for a person's confirmation. */
@NullMarked
package org.chartroom.api.forms;

import org.jspecify.annotations.NullMarked;
