package org.chartroom.release.redaction;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be verified. Goes to the verifying process through its standard input: nothing of it stands in a command line.
 *
 * @param file the packet
 * @param sha256 of it, as it was written
 * @param pages what every page has to be
 * @param bookmarks all that it may have, in order
 * @param terms what must be gone everywhere
 */
public record ProofJob(
        Path file, String sha256, List<PageManifest> pages, List<Bookmark> bookmarks, List<String> terms) {
    public ProofJob {
        pages = List.copyOf(pages);
        bookmarks = List.copyOf(bookmarks);
        terms = List.copyOf(terms);
    }
}
