package org.chartroom.index;

import java.util.List;
import org.chartroom.models.text.Box;

/** Where on a page or in a recording the hits are. */
public sealed interface Places {
    /**
     * On the upright page image. A hit over a line's end has a box on each line.
     *
     * @param widthPx width of that image
     * @param heightPx height of that image
     * @param boxes in px of that image, in reading order
     */
    record OnPage(int widthPx, int heightPx, List<Box> boxes) implements Places {
        public OnPage {
            boxes = List.copyOf(boxes);
        }
    }

    /** In a recording, in time order. */
    record InRecording(long audioMs, List<TimeSpan> times) implements Places {
        public InRecording {
            times = List.copyOf(times);
        }
    }

    /** Only in the text: there is neither page image nor recording, or the hit is not in the page's text. */
    record InText() implements Places {}
}
