/** Diagnoses and their codes, looked up while writing. */
@NullMarked
package org.chartroom.api.terms;

import org.jspecify.annotations.NullMarked;
