package org.chartroom.ingest.mail;

import java.util.List;
import java.util.Map;
import org.chartroom.ingest.sniff.UnpackedFile;

/**
 * One message, taken apart.
 *
 * @param headers what people see above a message, by name and in that order: From, To, Cc, Date, Subject
 * @param bodies the text parts in their order
 * @param parts everything else, in its order
 * @param encrypted whether only the receiver's key could open it
 * @param leftOut names of the parts that were left out because of the limits
 * @param brokenOff whether it ends before it should
 */
record Message(
        Map<String, String> headers,
        List<Body> bodies,
        List<Part> parts,
        boolean encrypted,
        List<String> leftOut,
        boolean brokenOff) {
    Message {
        bodies = List.copyOf(bodies);
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    String subject() {
        return headers.getOrDefault("Subject", "");
    }

    /**
     * A text of the message in one or two forms that say the same.
     *
     * @param plain empty if there is none
     * @param html empty if there is none
     */
    record Body(String plain, String html) {}

    /**
     * Something that came with the text.
     *
     * @param file its bytes and the name the sender gave it
     * @param claimedType the sender's media type, not believed
     * @param contentId by which the HTML text shows it, empty if it has none
     */
    record Part(UnpackedFile file, String claimedType, String contentId) {}
}
