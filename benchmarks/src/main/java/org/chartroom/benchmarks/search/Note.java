package org.chartroom.benchmarks.search;

import java.util.Set;

/**
 * A note as its authors published it.
 *
 * @param type what they called it ("Gastric Bypass Consult")
 * @param specialty under which it stands
 * @param keywords that they gave it, in lower case
 */
public record Note(String type, String specialty, String text, Set<String> keywords) {
    public Note {
        keywords = Set.copyOf(keywords);
    }
}
