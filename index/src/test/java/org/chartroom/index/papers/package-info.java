@NullMarked
package org.chartroom.index.papers;

import org.jspecify.annotations.NullMarked;
