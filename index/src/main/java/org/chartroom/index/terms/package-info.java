/** Diagnoses and their codes, found by the words people use for them. */
@NullMarked
package org.chartroom.index.terms;

import org.jspecify.annotations.NullMarked;
