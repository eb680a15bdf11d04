package org.chartroom.ingest.intake;

import java.util.Optional;
import java.util.OptionalLong;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Priority;

/**
 * What is known of a file before its bytes are read.
 *
 * @param name the sender's file name: data to show, never a path to use; shortened to 255 characters, without control
 *     characters
 * @param sender who sent it as far as known, empty if not
 * @param actor on whose behalf it is received
 * @param idempotencyKey the sender's own name for this sending: the same key again makes nothing new
 * @param declaredBytes the length the sender announced; fewer bytes mean it was cut off
 * @param dictation what belongs to a recording handed in as a dictation; empty for everything else
 */
public record Incoming(
        FacilityId facility,
        Channel channel,
        ArrivalKind kind,
        String name,
        String sender,
        Priority priority,
        Actor actor,
        Optional<String> idempotencyKey,
        OptionalLong declaredBytes,
        Optional<DictationOrder> dictation) {
    private static final int LONGEST_NAME = 255;

    public Incoming {
        name = shown(name);
        sender = shown(sender);
        if (dictation.isPresent() != (kind == ArrivalKind.DICTATION)) {
            throw new IllegalArgumentException("a dictation, and only a dictation, comes with its order");
        }
    }

    private static String shown(String text) {
        // Control and bidirectional characters could forge log lines or make gnp.exe look like exe.png.
        String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "").strip();
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME);
    }
}
