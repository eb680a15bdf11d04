/** What may be done with each page: any veto wins, and every reason is kept. */
@NullMarked
package org.chartroom.release.pages;

import org.jspecify.annotations.NullMarked;
