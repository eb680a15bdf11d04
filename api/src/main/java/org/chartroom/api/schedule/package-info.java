/** Appointment lists of scheduling systems, as they come: CSV, FHIR R4 and HL7 v2. */
@NullMarked
package org.chartroom.api.schedule;

import org.jspecify.annotations.NullMarked;
