package org.chartroom.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.models.text.ReadSettings;

/**
 * How one file is to be read.
 *
 * @param name as given by the sender: shown to people, never trusted and never used as a path
 * @param password what a person gave for a file that asked for one
 * @param settings how its pages are read
 * @param standing how people have stood pages: input page to degrees clockwise from how it came in, 0, 90, 180 or 270; how
 *     the others stand is found out
 * @param budgets what it may ask for
 * @param spool an existing folder of this request's own for page images and attachments; whoever asks empties it
 * @param pages which pages to read
 */
public record ReadRequest(
        String name,
        Optional<String> password,
        ReadSettings settings,
        Map<Integer, Integer> standing,
        Budgets budgets,
        Path spool,
        PageSelection pages) {
    public ReadRequest {
        standing = Map.copyOf(standing);
        if (standing.values().stream().anyMatch(degrees -> degrees < 0 || degrees >= 360 || degrees % 90 != 0)) {
            throw new IllegalArgumentException("a page stands turned by 0, 90, 180 or 270 degrees");
        }
    }

    /** All pages, in English, without a password, within the usual budgets. */
    public static ReadRequest of(String name, Path spool) {
        return of(name, spool, ReadSettings.in(List.of("eng")));
    }

    /** All pages, read in this way, without a password, within the usual budgets. */
    public static ReadRequest of(String name, Path spool, ReadSettings settings) {
        return new ReadRequest(
                name, Optional.empty(), settings, Map.of(), Budgets.usual(), spool, new PageSelection.All());
    }

    /** The password is not told. */
    @Override
    public String toString() {
        return "ReadRequest[settings=" + settings + ", budgets=" + budgets + ", pages=" + pages + "]";
    }
}
