package org.chartroom.api.retention;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long records are kept here: the rules that ship with those of the office on top.
 *
 * @param version of the office's part, 0 while it has none
 * @param jurisdictions under which the office is; empty until it says so, and nothing is due before
 * @param rules every rule, those of other jurisdictions too
 * @param classes record class by code of the document type
 * @param majority age in years by jurisdiction
 * @param backupDays how many days backups are kept; empty when the office has not said
 * @param secondForHolds whether setting a hold takes a second person, too
 */
public record Schedule(
        int version,
        Set<String> jurisdictions,
        List<RetentionRule> rules,
        Map<String, String> classes,
        Map<String, Integer> majority,
        Optional<Integer> backupDays,
        boolean secondForHolds) {
    /** Where nothing else is said: 18, the age of majority in most of the United States. */
    private static final int USUAL_MAJORITY = 18;

    public Schedule {
        jurisdictions = Set.copyOf(jurisdictions);
        rules = List.copyOf(rules);
        classes = Map.copyOf(classes);
        majority = Map.copyOf(majority);
    }

    /** The rules that apply here to records of a class. */
    List<RetentionRule> rulesFor(String recordClass) {
        return rules.stream()
                .filter(rule -> rule.recordClass().equals(recordClass) && jurisdictions.contains(rule.jurisdiction()))
                .toList();
    }

    /** In which class documents of a type are. */
    Optional<String> classOf(String typeCode) {
        return Optional.ofNullable(classes.get(typeCode));
    }

    /** The highest of those that may apply: longer, never shorter. */
    int ageOfMajority() {
        return Math.max(
                USUAL_MAJORITY,
                jurisdictions.stream()
                        .mapToInt(each -> majority.getOrDefault(each, USUAL_MAJORITY))
                        .max()
                        .orElse(USUAL_MAJORITY));
    }
}
