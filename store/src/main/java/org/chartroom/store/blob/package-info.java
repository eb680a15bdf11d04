/** The blob store on a folder: envelopes, durable writes with shared folder syncs, sweeping of what no record names. */
@NullMarked
package org.chartroom.store.blob;

import org.jspecify.annotations.NullMarked;
