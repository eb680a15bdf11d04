/** Walks through the pages as each role walks them: a real server, a real worker, Chromium, and the keyboard. */
@NullMarked
package org.chartroom.api.browser;

import org.jspecify.annotations.NullMarked;
