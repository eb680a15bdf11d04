/** Problems as people and programs get them: a stable type, what happened, what was kept and what to do now. */
@NullMarked
package org.chartroom.api.errors;

import org.jspecify.annotations.NullMarked;
