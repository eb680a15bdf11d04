package org.chartroom.models.release;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.record.UserId;

/**
 * What a person decided of the sensitivity of a page.
 *
 * @param labels empty for a page that is not sensitive
 * @param permits for each label under which it may leave all the same: the words that name by what right
 */
public record Labels(Set<SensitiveLabel> labels, Map<SensitiveLabel, String> permits, UserId by, Instant at) {
    public Labels {
        labels = Set.copyOf(labels);
        permits = Map.copyOf(permits);
        if (!labels.containsAll(permits.keySet())) {
            throw new IllegalArgumentException("a permit is for a label of the page");
        }
        if (permits.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a permit names by what right the page may leave");
        }
    }
}
