package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;

/**
 * What is left of a destroyed document: enough to show that these bytes were here and are gone, and nothing of what they
 * said.
 *
 * @param fileSha256 of the file it came in
 * @param fileBytes length of that file
 * @param imageSha256s of its page images, in the order of its pages
 * @param pages how many pages it had
 * @param fileKept whether the file is still kept, because other documents came in with it that are not destroyed
 */
public record Tombstone(
        Instant at, String fileSha256, long fileBytes, List<String> imageSha256s, int pages, boolean fileKept) {
    public Tombstone {
        imageSha256s = List.copyOf(imageSha256s);
    }
}
