package org.chartroom.transcribe.format;

import org.chartroom.models.text.TextEdit;

/**
 * An edit where it stands in a note.
 *
 * @param opens whether a sentence starts with it, so that it was given a capital
 * @param closes whether a sentence that was not ended in speaking ends with it, so that it was given a stop
 */
record Placed(TextEdit edit, boolean opens, boolean closes) {}
