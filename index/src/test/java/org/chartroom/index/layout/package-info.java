@NullMarked
package org.chartroom.index.layout;

import org.jspecify.annotations.NullMarked;
