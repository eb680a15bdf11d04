@NullMarked
package org.chartroom.index.matching;

import org.jspecify.annotations.NullMarked;
