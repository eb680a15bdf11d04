package org.chartroom.models.record;

import java.util.List;
import org.chartroom.models.text.ReadSettings;

/**
 * What somebody asked for who had a document, or pages of it, read again in another way. Kept with the work until it is
 * done.
 *
 * @param source the document for which the file to read came in
 * @param pages those to read, each as it lies now, all of them of that file; empty for all pages of the document
 * @param stageBefore where the document goes back to when chosen pages cannot be read
 */
public record ReadAgain(
        DocumentId source,
        List<PageMark> pages,
        ReadSettings settings,
        Stage stageBefore,
        String reasonBefore,
        Actor asker) {
    public ReadAgain {
        pages = List.copyOf(pages);
        if (pages.stream().anyMatch(page -> !page.source().equals(source))) {
            throw new IllegalArgumentException("pages of one file are read at a time");
        }
    }

    /** Whether only some pages are read, and the others stay as they are. */
    public boolean ofPages() {
        return !pages.isEmpty();
    }
}
