/** Proofs of the language model's making. */
@NullMarked
package org.chartroom.speechmodel;

import org.jspecify.annotations.NullMarked;
