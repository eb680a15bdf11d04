package org.chartroom.ingest;

import java.util.OptionalInt;
import org.chartroom.ingest.sniff.FileKind;

/**
 * What is known of a file once it is open, before its first page is read.
 *
 * @param mediaType by its bytes, such as {@code application/pdf}
 * @param kind the family it is read in
 * @param pageCount how many pages it says it has, 1 or more; empty where that is known only at its end
 */
public record FileFacts(String mediaType, FileKind kind, OptionalInt pageCount) {
    public FileFacts {
        if (pageCount.isPresent() && pageCount.getAsInt() < 1) {
            throw new IllegalArgumentException("an open file has at least one page, was " + pageCount.getAsInt());
        }
    }
}
