/** What must hold when processes are killed. */
@NullMarked
package org.chartroom.api.kill;

import org.jspecify.annotations.NullMarked;
