/** Patients, charts, visits and appointments, over HTTP. */
@NullMarked
package org.chartroom.api.patients;

import org.jspecify.annotations.NullMarked;
