package org.chartroom.ingest.read;

import java.util.List;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.Word;

/** What reading one side of a sheet gave. */
public sealed interface SideRead {
    /**
     * What is on this side.
     *
     * @param words in reading order; none when nothing was recognised
     * @param note what was changed of words after they were recognised
     */
    record ThisSide(List<Word> words, StepNote note) implements SideRead {
        public ThisSide {
            words = List.copyOf(words);
        }
    }

    /** Nothing is on this side: what looked like print is that of the other side, showing through the paper. */
    record OtherSideOnly() implements SideRead {}
}
