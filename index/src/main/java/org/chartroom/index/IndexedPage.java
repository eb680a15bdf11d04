package org.chartroom.index;

import java.util.Set;

/**
 * One page as it goes into the index.
 *
 * @param number within the document, from 1
 * @param text in reading order, lines separated by {@code \n}; the same that {@link PageTexts} hands back later
 * @param labels sensitivity labels: a viewer from whom one of them is withheld does not find the page
 */
public record IndexedPage(int number, String text, Set<String> labels) {
    public IndexedPage {
        if (number < 1) {
            throw new IllegalArgumentException("pages are numbered from 1, was " + number);
        }
        labels = Set.copyOf(labels);
    }

    /** A page without labels. */
    public IndexedPage(int number, String text) {
        this(number, text, Set.of());
    }
}
