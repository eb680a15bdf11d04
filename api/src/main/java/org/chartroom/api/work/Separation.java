package org.chartroom.api.work;

import java.util.ArrayList;
import java.util.List;

/** Cuts the pages of one file into documents: a separator sheet ends one, blank and rejected pages are in none. */
final class Separation {
    private Separation() {}

    /** The documents, each with its pages in order; none is empty. */
    static List<List<PageResult>> documents(List<PageResult> pages) {
        List<List<PageResult>> documents = new ArrayList<>();
        List<PageResult> current = new ArrayList<>();
        for (PageResult page : pages) {
            switch (page.end()) {
                case CONTENT -> current.add(page);
                case SEPARATOR -> {
                    close(current, documents);
                    current = new ArrayList<>();
                }
                case BLANK, REJECTED -> {}
            }
        }
        close(current, documents);
        return List.copyOf(documents);
    }

    private static void close(List<PageResult> current, List<List<PageResult>> documents) {
        if (!current.isEmpty()) {
            documents.add(List.copyOf(current));
        }
    }
}
