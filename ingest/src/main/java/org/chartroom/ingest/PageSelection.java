package org.chartroom.ingest;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Which pages of a file to read. */
public sealed interface PageSelection {
    /** Every page, and what is inside the file. */
    record All() implements PageSelection {}

    /**
     * Some pages, read again.
     *
     * @param sourcePages their numbers in the file, from 1, ascending
     */
    record Some(List<Integer> sourcePages) implements PageSelection {
        public Some {
            sourcePages = List.copyOf(sourcePages);
            int before = 0;
            for (int page : sourcePages) {
                if (page <= before) {
                    throw new IllegalArgumentException("pages are numbered from 1 and ascend, were " + sourcePages);
                }
                before = page;
            }
        }
    }

    /**
     * Pages that are handed out one by one while the file is open, in any order, so that several readers may share the
     * pages of a file. Files that are not a sequence of images (mail, office documents) are read whole all the same.
     */
    non-sealed interface HandedOut extends PageSelection {
        /**
         * Asks for one more page; may wait for it.
         *
         * @return its number, from 1; empty when this reader gets no more
         * @throws IOException when who hands out is gone
         */
        OptionalInt another() throws IOException;

        /** Whether the files inside the file are wanted as well; known when no more pages are handed out. */
        boolean alsoInside();
    }

    /** Whether the page with this number, from 1, is to be read when the file is read from its first page to its last. */
    default boolean includes(int sourcePage) {
        return switch (this) {
            case All(), HandedOut _ -> true;
            case Some(List<Integer> wanted) -> wanted.contains(sourcePage);
        };
    }

    /**
     * The page to read next.
     *
     * @param after the page that was read before, 0 for none
     * @return its number, from 1, which may be past the last; empty when no more are wanted
     * @throws IOException when who hands pages out is gone
     */
    default OptionalInt next(int after) throws IOException {
        return switch (this) {
            case All() -> OptionalInt.of(after + 1);
            case Some(List<Integer> wanted) ->
                wanted.stream()
                        .mapToInt(Integer::intValue)
                        .filter(page -> page > after)
                        .findFirst();
            case HandedOut handedOut -> handedOut.another();
        };
    }

    /** Whether the files inside the file are wanted too; asked after the last page. */
    default boolean inside() {
        return switch (this) {
            case All() -> true;
            case Some _ -> false;
            case HandedOut handedOut -> handedOut.alsoInside();
        };
    }
}
