@NullMarked
package org.chartroom.index.terms;

import org.jspecify.annotations.NullMarked;
