package org.chartroom.models.release;

import org.chartroom.models.record.DocumentId;

/**
 * A recording that goes with a packet. The packet says its hash on its cover: who approves the packet approves these bytes.
 *
 * @param document the dictated document
 * @param sha256 of the file that goes, which was read back
 * @param millis how long it is
 * @param covered how many passages are covered in it
 */
public record PacketRecording(DocumentId document, String sha256, long millis, int covered) {}
