package org.chartroom.benchmarks.filing;

/**
 * How common a type of paper is, and how often it says each thing of its patient, 0..1. These are this benchmark's own settings, for
 * an office of general medicine to which laboratories, hospitals and specialists send most of the paper.
 *
 * @param weight of a hundred papers so many are of the type
 * @param visit how often it came of a visit in the office: it has the day of the visit, and names whom the patient saw
 */
record Shares(
        int weight,
        double name,
        double birth,
        double number,
        double sex,
        double phone,
        double address,
        double member,
        double visit) {
    static Shares of(String type) {
        return switch (type) {
            case "CR-COVER" -> new Shares(0, 0.4, 0.3, 0.1, 0, 0, 0, 0, 0);
            case "11502-2" -> new Shares(20, 1, 0.99, 0.75, 0.8, 0.2, 0.1, 0, 0.5);
            case "18748-4" -> new Shares(12, 1, 0.99, 0.75, 0.8, 0.2, 0.1, 0, 0.4);
            case "18842-5" -> new Shares(7, 1, 0.99, 0.75, 0.8, 0.2, 0.1, 0, 0);
            case "11506-3" -> new Shares(9, 1, 0.98, 0.85, 0.5, 0.1, 0.1, 0, 0.6);
            case "11488-4" -> new Shares(12, 1, 0.97, 0.4, 0.5, 0.6, 0.5, 0.1, 0);
            case "57133-1" -> new Shares(5, 1, 0.97, 0.4, 0.5, 0.6, 0.5, 0.1, 0);
            case "CR-PRIOR-AUTH" -> new Shares(6, 1, 0.98, 0.1, 0.4, 0.4, 0.3, 0.9, 0);
            case "57833-6" -> new Shares(7, 1, 0.9, 0.1, 0.4, 0.5, 0.6, 0.1, 0);
            case "CR-REGISTRATION" -> new Shares(4, 1, 1, 0.4, 0.9, 0.95, 0.95, 0.6, 0.5);
            case "64285-0" -> new Shares(4, 1, 0.95, 0.4, 0.5, 0.3, 0.1, 0, 0.5);
            case "59284-0", "64292-6" -> new Shares(4, 1, 0.95, 0.5, 0.2, 0.6, 0.6, 0, 0.6);
            case "64290-0" -> new Shares(3, 1, 0.4, 0, 0, 0, 0, 1, 0);
            case "51852-2" -> new Shares(3, 0.97, 0.5, 0.25, 0, 0.1, 0.6, 0, 0);
            default -> throw new IllegalArgumentException("no shares for papers of type " + type);
        };
    }
}
