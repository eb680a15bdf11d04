/** How workers and the server talk: leases of work, results, and what the server makes of a result. */
@NullMarked
package org.chartroom.api.work;

import org.jspecify.annotations.NullMarked;
