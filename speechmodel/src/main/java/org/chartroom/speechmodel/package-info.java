/**
 * Builds what the built-in speech engine knows of medical dictation: a language model and a pronouncing dictionary, from
 * texts that may be used but are not shipped. Deterministic: the same texts give the same files. See
 * {@code speechmodel/README.md}.
 */
@NullMarked
package org.chartroom.speechmodel;

import org.jspecify.annotations.NullMarked;
