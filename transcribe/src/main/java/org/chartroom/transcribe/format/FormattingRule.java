package org.chartroom.transcribe.format;

import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/** Rewrites spoken words in one place, or leaves them. A rule that is not sure leaves them. Immutable. */
interface FormattingRule {
    /**
     * @param words the whole utterance
     * @param index where the rewrite has to start
     * @param atStart whether a sentence or line starts here
     * @return the rewrite, or null for none; of several rules' the one that covers most words is taken
     */
    @Nullable
    TextEdit at(Utterance words, int index, boolean atStart);
}
