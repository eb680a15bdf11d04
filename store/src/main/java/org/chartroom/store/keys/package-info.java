/** The keys that what is kept is sealed with: their file, and the keys for single purposes that are derived from them. */
@NullMarked
package org.chartroom.store.keys;

import org.jspecify.annotations.NullMarked;
