/** Bytes that are kept: page images, audio, originals; and the port to the store that keeps them. */
@NullMarked
package org.chartroom.models.blob;

import org.jspecify.annotations.NullMarked;
