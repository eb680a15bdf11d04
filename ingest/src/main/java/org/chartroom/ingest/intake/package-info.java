/** How bytes come into the house: durable, hashed and recorded before anyone is told that they are kept. */
@NullMarked
package org.chartroom.ingest.intake;

import org.jspecify.annotations.NullMarked;
