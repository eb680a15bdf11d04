package org.chartroom.api.retention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the office itself lays down, on top of what ships.
 *
 * @param jurisdictions under which it is, such as {@code US} and {@code US-CA}
 * @param confirmed ids of rules that ship and that somebody of the office read at their source
 * @param rules of its own; one with the id of a rule that ships takes that one's place
 * @param classes record class by code of the document type, where it differs
 * @param majority age of majority by jurisdiction, where it differs
 * @param backupDays how many days backups are kept before they are deleted
 * @param secondForHolds whether setting a hold takes a second person, too
 */
public record SiteSchedule(
        Set<String> jurisdictions,
        Set<String> confirmed,
        List<RetentionRule> rules,
        Map<String, String> classes,
        Map<String, Integer> majority,
        @Nullable Integer backupDays,
        boolean secondForHolds) {
    /** Of an office that has laid down nothing. */
    static final SiteSchedule NOTHING =
            new SiteSchedule(Set.of(), Set.of(), List.of(), Map.of(), Map.of(), null, false);

    private static final int OLDEST_MAJORITY = 25;
    private static final int LONGEST_BACKUP_DAYS = 36_500;

    public SiteSchedule {
        jurisdictions = jurisdictions == null ? Set.of() : new TreeSet<>(jurisdictions);
        confirmed = confirmed == null ? Set.of() : new TreeSet<>(confirmed);
        rules = rules == null ? List.of() : List.copyOf(rules);
        classes = classes == null ? Map.of() : Map.copyOf(classes);
        majority = majority == null ? Map.of() : Map.copyOf(majority);
        jurisdictions.forEach(each -> RetentionRule.code("jurisdiction", each));
        classes.forEach((type, recordClass) -> RetentionRule.code("recordClass", recordClass));
        majority.values().forEach(SiteSchedule::requireAge);
        if (backupDays != null && (backupDays < 1 || backupDays > LONGEST_BACKUP_DAYS)) {
            throw new IllegalArgumentException("backupDays is 1 to " + LONGEST_BACKUP_DAYS);
        }
        List<String> ids = rules.stream().map(RetentionRule::id).toList();
        if (Set.copyOf(ids).size() != ids.size()) {
            throw new IllegalArgumentException("two rules have the same id");
        }
    }

    private static void requireAge(@Nullable Integer age) {
        if (age == null || age < 18 || age > OLDEST_MAJORITY) {
            throw new IllegalArgumentException("an age of majority is 18 to " + OLDEST_MAJORITY);
        }
    }

    /**
     * Both together.
     *
     * @param version of this
     */
    Schedule on(ShippedSchedule shipped, int version) {
        Map<String, RetentionRule> all = new LinkedHashMap<>();
        shipped.rules().forEach(rule -> all.put(rule.id(), confirmed.contains(rule.id()) ? rule.asConfirmed() : rule));
        rules.forEach(rule -> all.put(rule.id(), rule));
        Map<String, String> classOf = new LinkedHashMap<>(shipped.classes());
        classOf.putAll(classes);
        Map<String, Integer> ages = new LinkedHashMap<>(shipped.majority());
        ages.putAll(majority);
        return new Schedule(
                version,
                jurisdictions,
                new ArrayList<>(all.values()),
                classOf,
                ages,
                Optional.ofNullable(backupDays),
                secondForHolds);
    }

    /** What somebody should hear who lays this down: jurisdictions nobody has a rule for, ids that are none. */
    List<String> doubts(ShippedSchedule shipped) {
        Set<String> known = shipped.rules().stream().map(RetentionRule::id).collect(Collectors.toSet());
        Set<String> places =
                on(shipped, 0).rules().stream().map(RetentionRule::jurisdiction).collect(Collectors.toSet());
        List<String> doubts = new ArrayList<>();
        confirmed.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> doubts.add("No rule that ships is called '" + id + "'."));
        jurisdictions.stream()
                .filter(each -> !places.contains(each))
                .forEach(each -> doubts.add("There is no rule for '" + each + "'."));
        return doubts;
    }
}
