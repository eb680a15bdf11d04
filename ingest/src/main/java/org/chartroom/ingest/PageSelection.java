package org.chartroom.ingest;

/** Which pages of a file to read. */
public sealed interface PageSelection {
    /** Every page. */
    record All() implements PageSelection {}

    /**
     * One page, read again.
     *
     * @param sourcePage its number in the file, from 1
     */
    record One(int sourcePage) implements PageSelection {
        public One {
            if (sourcePage < 1) {
                throw new IllegalArgumentException("pages are numbered from 1, was " + sourcePage);
            }
        }
    }

    /** Whether the page with this number, from 1, is to be read. */
    default boolean includes(int sourcePage) {
        return switch (this) {
            case All() -> true;
            case One(int wanted) -> wanted == sourcePage;
        };
    }
}
