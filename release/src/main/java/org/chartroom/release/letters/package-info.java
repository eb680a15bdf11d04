/** Letters: drafted from templates, and what one has to say before it goes. */
@NullMarked
package org.chartroom.release.letters;

import org.jspecify.annotations.NullMarked;
