package org.chartroom.store.jdbc;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.ReviewRules;
import org.chartroom.models.record.UserId;

/** The office's review rules as one column of JSON: texts and numbers only, empty for what is left open. */
record RulesColumn(
        Map<Priority, Time> due, Set<DayOfWeek> workingDays, List<String> closed, List<Line> rules, List<Pair> covers) {
    record Time(int amount, ReviewRules.Unit unit) {}

    record Line(String type, String to, String priority) {}

    record Pair(String of, String by) {}

    static String write(ReviewRules rules) {
        Map<Priority, Time> due = new EnumMap<>(Priority.class);
        rules.due().forEach((priority, span) -> due.put(priority, new Time(span.amount(), span.unit())));
        return JsonColumns.write(new RulesColumn(
                due,
                rules.workingDays(),
                rules.closed().stream().map(LocalDate::toString).toList(),
                rules.rules().stream()
                        .map(rule -> new Line(
                                rule.type(),
                                rule.to().map(UserId::value).orElse(""),
                                rule.priority().map(Priority::name).orElse("")))
                        .toList(),
                rules.covers().stream()
                        .map(cover -> new Pair(cover.of().value(), cover.by().value()))
                        .toList()));
    }

    static ReviewRules read(String json, int version) {
        RulesColumn kept = JsonColumns.rules(json);
        Map<Priority, ReviewRules.Span> due = new EnumMap<>(Priority.class);
        kept.due().forEach((priority, time) -> due.put(priority, new ReviewRules.Span(time.amount(), time.unit())));
        return new ReviewRules(
                due,
                EnumSet.copyOf(kept.workingDays()),
                kept.closed().stream().map(LocalDate::parse).collect(Collectors.toSet()),
                kept.rules().stream()
                        .map(line -> new ReviewRules.Rule(
                                line.type(),
                                Optional.of(line.to())
                                        .filter(to -> !to.isEmpty())
                                        .map(UserId::new),
                                Optional.of(line.priority())
                                        .filter(each -> !each.isEmpty())
                                        .map(Priority::valueOf)))
                        .toList(),
                kept.covers().stream()
                        .map(pair -> new ReviewRules.Cover(new UserId(pair.of()), new UserId(pair.by())))
                        .toList(),
                version);
    }
}
