/** The chart: what is in it by visit, what it lacks, and what was said about it by telephone, mail and letter. */
@NullMarked
package org.chartroom.api.chart;

import org.jspecify.annotations.NullMarked;
