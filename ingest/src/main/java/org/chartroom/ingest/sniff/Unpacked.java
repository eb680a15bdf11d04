package org.chartroom.ingest.sniff;

import java.util.List;

/** What came of unpacking an archive; sorted by what is to be done about it. */
public sealed interface Unpacked {
    /**
     * Unpacked; at least one entry could be read, or the archive is validly empty.
     *
     * @param files what came out, in the archive's order
     * @param damaged names of the entries whose bytes are damaged and did not come out
     */
    record Files(List<UnpackedFile> files, List<String> damaged) implements Unpacked {
        public Files {
            files = List.copyOf(files);
            damaged = List.copyOf(damaged);
        }
    }

    /** Entries are encrypted: somebody has to give the password or ask the sender. Nothing was unpacked. */
    record NeedsPassword() implements Unpacked {}

    /**
     * More in it than the limits allow. Nothing is left in the spool.
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
