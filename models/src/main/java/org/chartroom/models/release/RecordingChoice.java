package org.chartroom.models.release;

import java.util.List;
import org.chartroom.models.record.DocumentId;

/**
 * A recording that goes along with the note that was made of it.
 *
 * @param document the dictated document
 * @param version of it when the recording was chosen
 * @param sha256 of the recording as it came
 * @param cover what is heard instead of a passage
 * @param passages what is not to be heard
 */
public record RecordingChoice(
        DocumentId document, int version, String sha256, AudioCover cover, List<AudioSpan> passages) {
    public RecordingChoice {
        passages = List.copyOf(passages);
    }
}
