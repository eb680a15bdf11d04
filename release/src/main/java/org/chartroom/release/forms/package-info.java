/** What a form must say before records leave by it. */
@NullMarked
package org.chartroom.release.forms;

import org.jspecify.annotations.NullMarked;
