package org.chartroom.transcribe.safety;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/** Who the note says it is about, and which side, where that contradicts the chart it is written in. */
final class ChartRule {
    private static final String MONTHS =
            "january|february|march|april|may|june|july|august|september|october|november|december";
    private static final Pattern NUMBER = Pattern.compile("(?i)\\b(?:MRN|(?:medical )?record"
            + " (?:number|no\\.?))\\s*(?:is|:|#|number)?\\s*#?([A-Z]{0,4}-?\\d[\\dA-Z-]{2,})\\b");
    private static final Pattern BORN =
            Pattern.compile("(?i)\\b(?:date of birth|birth ?date|DOB|born(?: on)?)\\b[\\s:,]*(?:is\\s+|was\\s+)?"
                    + "(?:(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})|(" + MONTHS
                    + ") (\\d{1,2}),? (\\d{4})|(\\d{4})-(\\d{2})-(\\d{2}))\\b");
    private static final Pattern NAMED = Pattern.compile(
            "(?i:\\b(?:patient(?:'s)? name|name of (?:the )?patient|patient)\\s*(?:is|:)\\s+)(?:(?:Mr|Mrs|Ms|Miss)\\.?"
                    + " )?(\\p{Lu}[\\p{L}'’-]+,?(?: \\p{Lu}\\.)? \\p{Lu}[\\p{L}'’-]+|\\p{Lu}\\. \\p{Lu}[\\p{L}'’-]+)");
    private static final Pattern TITLED =
            Pattern.compile("\\b(?:Mr|Mrs|Ms|Miss)\\.? (\\p{Lu}[\\p{L}'’-]+)(?: (\\p{Lu}[\\p{L}'’-]+))?");

    private final Pattern sided;

    ChartRule() {
        sided = Pattern.compile("(?i)\\b(left|right) (?:(?:lower|upper) )?(" + String.join("|", parts()) + ")\\b");
    }

    private static List<String> parts() {
        return ShippedTable.rows(ChartRule.class, "laterality.tsv").stream()
                .filter(row -> row.get(0).equals("part"))
                .map(row -> row.get(1))
                .toList();
    }

    /** Paired parts and the one side a text names of each; a part that is named on both sides is not among them. */
    Map<String, String> sides(List<String> texts) {
        Map<String, Set<String>> found = new HashMap<>();
        for (String text : texts) {
            sided.matcher(text)
                    .results()
                    .forEach(match -> found.computeIfAbsent(lower(match.group(2)), none -> new HashSet<>())
                            .add(lower(match.group(1))));
        }
        Map<String, String> single = new HashMap<>();
        found.forEach((part, named) -> {
            if (named.size() == 1) {
                single.put(part, named.iterator().next());
            }
        });
        return single;
    }

    List<Finding> in(String text, ChartFacts facts) {
        List<Finding> found = new ArrayList<>();
        NUMBER.matcher(text)
                .results()
                .filter(match -> !plain(match.group(1)).equals(plain(facts.mrn()))
                        && !plain(match.group(1)).equals(plain(facts.mrn()).replaceFirst("^[A-Z]+", "")))
                .forEach(match -> found.add(danger(
                        match,
                        1,
                        "chart.mrn",
                        "The chart opened has record number " + facts.mrn()
                                + ", not this one: is it the right patient?",
                        facts.mrn())));
        BORN.matcher(text)
                .results()
                .forEach(match -> date(match)
                        .filter(date -> !date.equals(facts.birthDate()))
                        .ifPresent(date -> found.add(bornOtherwise(match, facts))));
        NAMED.matcher(text)
                .results()
                .filter(match -> !isOwn(match.group(1), facts))
                .forEach(match -> found.add(danger(
                        match,
                        1,
                        "chart.name",
                        "The chart opened is that of " + (facts.given() + " " + facts.family()).strip()
                                + ": is it the right patient?",
                        "")));
        TITLED.matcher(text)
                .results()
                .filter(match -> Stream.of(
                                match.group(1),
                                Optional.ofNullable(match.group(2)).orElse(""))
                        .noneMatch(
                                name -> lower(name).replaceFirst("['’]s$", "").equals(lower(facts.family()))))
                .forEach(match -> found.add(new Finding(
                        match.start(),
                        match.end(),
                        match.group(),
                        "chart.name",
                        Severity.WARNING,
                        "The chart opened is that of " + (facts.given() + " " + facts.family()).strip()
                                + ". Is somebody else meant, or is it the wrong patient?",
                        "",
                        false)));
        sided.matcher(text).results().forEach(match -> {
            String known = facts.sides().getOrDefault(lower(match.group(2)), "");
            if (!known.isEmpty() && !known.equals(lower(match.group(1)))) {
                found.add(new Finding(
                        match.start(1),
                        match.end(1),
                        match.group(1),
                        "chart.laterality",
                        Severity.WARNING,
                        "The chart names the " + known + " " + lower(match.group(2)) + " only: which side is it?",
                        match.group(1).equals(lower(match.group(1))) ? known : NotationRule.capitals(known),
                        false));
            }
        });
        return found;
    }

    private static Finding bornOtherwise(MatchResult match, ChartFacts facts) {
        int group = match.group(1) != null ? 1 : match.group(4) != null ? 4 : 7;
        String written = DateTimeFormatter.ofPattern(
                        group == 1 ? "MM/dd/yyyy" : group == 4 ? "MMMM d, yyyy" : "yyyy-MM-dd", Locale.ENGLISH)
                .format(facts.birthDate());
        return new Finding(
                match.start(group),
                match.end(group + 2),
                match.group().substring(match.start(group) - match.start(), match.end(group + 2) - match.start()),
                "chart.birth-date",
                Severity.DANGER,
                "The chart opened has another birth date, "
                        + DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.ENGLISH)
                                .format(facts.birthDate())
                        + ": is it the right patient?",
                written,
                false);
    }

    private static Finding danger(MatchResult match, int group, String rule, String reason, String suggestion) {
        return new Finding(
                match.start(group),
                match.end(group),
                match.group(group),
                rule,
                Severity.DANGER,
                reason,
                suggestion,
                false);
    }

    /** The family name and one other name, in any order; "J." stands for a given name. */
    private static boolean isOwn(String named, ChartFacts facts) {
        List<String> said =
                List.of(lower(named).replace(",", "").replace(".", "").split(" "));
        boolean family = Stream.of(lower(facts.family()).split("[ -]")).anyMatch(said::contains)
                || said.contains(lower(facts.family()));
        boolean given = facts.given().isEmpty()
                || Stream.of(lower(facts.given()), lower(facts.middle()))
                        .filter(each -> !each.isEmpty())
                        .anyMatch(each -> said.contains(each) || said.contains(each.substring(0, 1)));
        return family && given;
    }

    private static Optional<LocalDate> date(MatchResult match) {
        try {
            if (match.group(1) != null) {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(match.group(3)),
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2))));
            }
            if (match.group(4) != null) {
                int month = List.of(MONTHS.split("\\|")).indexOf(lower(match.group(4))) + 1;
                return Optional.of(
                        LocalDate.of(Integer.parseInt(match.group(6)), month, Integer.parseInt(match.group(5))));
            }
            return Optional.of(LocalDate.of(
                    Integer.parseInt(match.group(7)),
                    Integer.parseInt(match.group(8)),
                    Integer.parseInt(match.group(9))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String plain(String number) {
        return number.replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
