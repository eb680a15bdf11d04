/** Patients' requests to amend their records: 45 CFR 164.526. */
@NullMarked
package org.chartroom.release.amendments;

import org.jspecify.annotations.NullMarked;
