/** What can be set, checked when it is made. */
@NullMarked
package org.chartroom.api.config;

import org.jspecify.annotations.NullMarked;
