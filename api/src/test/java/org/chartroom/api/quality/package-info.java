@NullMarked
package org.chartroom.api.quality;

import org.jspecify.annotations.NullMarked;
