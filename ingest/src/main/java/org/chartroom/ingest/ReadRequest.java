package org.chartroom.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one file is to be read.
 *
 * @param name as given by the sender: shown to people, never trusted and never used as a path
 * @param password what a person gave for a file that asked for one
 * @param languages of the text, names of installed OCR data such as {@code eng}, the likeliest first; at least one
 * @param budgets what it may ask for
 * @param spool an existing folder of this request's own for page images and attachments; whoever asks empties it
 * @param pages which pages to read
 */
public record ReadRequest(
        String name,
        Optional<String> password,
        List<String> languages,
        Budgets budgets,
        Path spool,
        PageSelection pages) {
    public ReadRequest {
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("at least one language is needed to read a page");
        }
    }

    /** All pages, in English, without a password, within the usual budgets. */
    public static ReadRequest of(String name, Path spool) {
        return new ReadRequest(name, Optional.empty(), List.of("eng"), Budgets.usual(), spool, new PageSelection.All());
    }

    /** The password is not told. */
    @Override
    public String toString() {
        return "ReadRequest[languages=" + languages + ", budgets=" + budgets + ", pages=" + pages + "]";
    }
}
