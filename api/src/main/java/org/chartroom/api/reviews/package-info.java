/** Results, letters and consults routed to clinicians: who has seen them, who has done what about them, what is late. */
@NullMarked
package org.chartroom.api.reviews;

import org.jspecify.annotations.NullMarked;
