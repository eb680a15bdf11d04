package org.chartroom.transcribe.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.models.table.ShippedTable;

/**
 * Single doses far outside what a drug is given in: most often a unit or a point misheard. The limits of {@code doses.tsv}
 * are wide on purpose; within them a dose can still be wrong.
 */
final class DoseRule implements SafetyRule {
    private static final Map<String, Double> IN_MILLIGRAMS =
            Map.of("mg", 1.0, "mcg", 0.001, "µg", 0.001, "μg", 0.001, "g", 1000.0);
    private static final String AMOUNT =
            "\\b(?:\\s+(?!and\\b|or\\b|with\\b|then\\b)[a-z]+){0,3}\\s+(\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+)\\s*(mg|mcg|µg|μg|g|units?|mEq)\\b(?!\\s*/)(?!/)";
    private static final Pattern DAILY_METHOTREXATE = Pattern.compile(
            "(?i)\\bmethotrexate\\b[^.;\\n]{0,60}?\\b(daily|every day|once a day|BID|twice a day|each day)\\b");

    private record Drug(List<String> names, Pattern pattern, String name, String unit, double low, double high) {}

    private final List<Drug> drugs = new ArrayList<>();

    DoseRule() {
        for (List<String> row : ShippedTable.rows(DoseRule.class, "doses.tsv")) {
            drugs.add(new Drug(
                    Stream.of(row.get(0).toLowerCase(Locale.ROOT).split("\\|"))
                            .map(name -> name.replaceFirst("[(].*$", ""))
                            .toList(),
                    Pattern.compile("(?i)\\b(?:" + row.get(0) + ")" + AMOUNT),
                    row.get(0).split("\\|")[0],
                    row.get(1),
                    Double.parseDouble(row.get(2)),
                    Double.parseDouble(row.get(3))));
        }
    }

    @Override
    public Stream<Finding> in(Draft draft) {
        Stream<Finding> doses = drugs.stream()
                .filter(drug -> draft.mayHave(drug.names()))
                .flatMap(drug -> drug.pattern()
                        .matcher(draft.text())
                        .results()
                        .filter(match -> isOutside(drug, match))
                        .map(match -> finding(drug, match)));
        Stream<Finding> methotrexate = DAILY_METHOTREXATE
                .matcher(draft.text())
                .results()
                .map(match -> new Finding(
                        match.start(1),
                        match.end(1),
                        match.group(1),
                        "dose.methotrexate-daily",
                        Severity.DANGER,
                        "Methotrexate by mouth is given once a week; daily doses have killed.",
                        "once a week",
                        false));
        return Stream.concat(doses, methotrexate);
    }

    private static boolean isOutside(Drug drug, MatchResult match) {
        String unit = match.group(2).replaceFirst("^units?$", "units");
        double milligrams = IN_MILLIGRAMS.getOrDefault(unit, 0.0);
        boolean mass = drug.unit().equals("mg") && milligrams > 0;
        if (!mass && !drug.unit().equals(unit)) {
            return false;
        }
        double dose = Figures.value(match.group(1)) * (mass ? milligrams : 1);
        // A thousandth more or less is the rounding of a unit, not another dose.
        return dose < drug.low() * 0.999 || dose > drug.high() * 1.001;
    }

    private static Finding finding(Drug drug, MatchResult match) {
        return new Finding(
                match.start(1),
                match.end(2),
                match.group().substring(match.start(1) - match.start()),
                "dose.implausible",
                Severity.DANGER,
                "A single dose of " + drug.name() + " is between " + Figures.shown(drug.low()) + " and "
                        + Figures.shown(drug.high()) + " " + drug.unit() + ": check the number and the unit.",
                "",
                false);
    }
}
