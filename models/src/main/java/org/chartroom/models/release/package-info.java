/** What leaves the office: requests for records, by what right, what was decided of each page, and what is kept of it. */
@NullMarked
package org.chartroom.models.release;

import org.jspecify.annotations.NullMarked;
