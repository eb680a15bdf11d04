package org.chartroom.transcribe.safety;

/** Where the rules come from, by the first part of their names; the data files name the editions. */
final class RuleSource {
    private RuleSource() {}

    static String of(String rule) {
        String family = rule.substring(0, Math.max(rule.indexOf('.'), 0));
        return switch (family) {
            case "jc" -> "Joint Commission, “Do Not Use” list";
            case "ismp" -> "ISMP, error-prone abbreviations";
            case "drug" -> "FDA Name Differentiation Project, ISMP confused drug names";
            case "dose" -> rule.equals("dose.implausible") ? "FDA labels" : "ISMP";
            case "laterality" -> "Joint Commission, Universal Protocol";
            case "chart" -> "The opened chart";
            default -> "Chartroom";
        };
    }
}
