package org.chartroom.store.jdbc;

/**
 * Something that is not as it must be.
 *
 * @param check which check found it
 * @param subject the id of what is wrong, such as a document's or a blob's; empty where there is none
 * @param what is wrong, in words for a person; no health information
 */
public record Finding(Check check, String subject, String what) {
    /** What is verified, in this order. */
    public enum Check {
        /** The database file's own structure. */
        DATABASE,
        /** The audit trail's numbers and bytes. */
        AUDIT,
        /** Every input page is accounted for, and every page came from one. */
        LEDGER,
        /** The counts of who names a blob. */
        REFERENCES,
        /** Every named blob is there with the bytes it was kept with. */
        BLOBS
    }

    @Override
    public String toString() {
        return check + (subject.isEmpty() ? "" : " " + subject) + ": " + what;
    }
}
