/**
 * The worker: leases work from a server, has it read by a disposable reader, hands in the result as one message. Holds
 * nothing that would be lost with it: when a worker dies its lease runs out and another worker takes the work.
 */
@NullMarked
package org.chartroom.api.worker;

import org.jspecify.annotations.NullMarked;
