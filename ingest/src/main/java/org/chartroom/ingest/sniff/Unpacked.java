package org.chartroom.ingest.sniff;

import java.util.List;

/** What came of unpacking an archive; sorted by what is to be done about it. */
public sealed interface Unpacked {
    /**
     * Unpacked; at least one entry could be read, or the archive is validly empty.
     *
     * @param files what came out, in the archive's order
     * @param damaged names of the entries whose bytes are damaged and did not come out
     * @param leftOut the entries that are more than the limits allow and did not come out
     */
    record Files(List<UnpackedFile> files, List<String> damaged, List<LeftOut> leftOut) implements Unpacked {
        public Files {
            files = List.copyOf(files);
            damaged = List.copyOf(damaged);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * A file that stays in its container.
     *
     * @param name fit to be shown
     * @param reason for people, such as "holds more than 1000 files"
     */
    record LeftOut(String name, String reason) {}

    /** Entries are encrypted: somebody has to give the password or ask the sender. Nothing was unpacked. */
    record NeedsPassword() implements Unpacked {}

    /**
     * More in it than the limits allow, and nothing that could be had within them. Nothing is left in the spool.
     *
     * @param reason for people, such as "holds more than 1000 files"
     */
    record TooLarge(String reason) implements Unpacked {}

    /**
     * Cannot be opened as an archive. Nothing is left in the spool.
     *
     * @param reason for people
     */
    record Damaged(String reason) implements Unpacked {}
}
