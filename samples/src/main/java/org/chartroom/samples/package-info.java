/**
 * Makes the synthetic office that ships with Chartroom: its patients, the paper and faxes it gets, the notes its
 * clinicians dictate, and the manifest that says what must come of each. Deterministic: the same seed, fonts and voices
 * give the same files. Nobody in it exists.
 */
@NullMarked
package org.chartroom.samples;

import org.jspecify.annotations.NullMarked;
