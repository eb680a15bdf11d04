package org.chartroom.transcribe.safety;

/** Written numbers. */
final class Figures {
    private Figures() {}

    /** @param figures with or without thousands separators */
    static double value(String figures) {
        return Double.parseDouble(figures.replace(",", ""));
    }

    static String separated(String digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Without a fraction where there is none. */
    static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
