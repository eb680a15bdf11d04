package org.chartroom.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws how times grow with the number of notes, a line for each kind of question, both axes logarithmic. */
final class GrowthPlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final double LEFT = 70;
    private static final double RIGHT = 570;
    private static final double TOP = 30;
    private static final double BOTTOM = 370;
    /** Between two names beside each other, px. */
    private static final double NAME = 16;
    /** From the end of a line to its name, px. */
    private static final double LEADER = 14;
    /** Each at least 4.5 : 1 against white. */
    private static final List<String> COLOURS =
            List.of("#0b5394", "#a61c00", "#38761d", "#741b47", "#7f6000", "#134f5c", "#3d3d3d", "#674ea7", "#8a4a05");

    private final Map<String, SortedMap<Integer, Double>> lines = new LinkedHashMap<>();

    /** @param ms more than 0 */
    void add(String kind, int notes, double ms) {
        lines.computeIfAbsent(kind, _ -> new TreeMap<>()).put(notes, ms);
    }

    /**
     * What a line is called, beside its end.
     *
     * @param stroke colour and dashes, as attributes
     * @param ends where the line does
     */
    private record Name(String text, String colour, String stroke, double ends, double y) {}

    /**
     * A picture of its own.
     *
     * @param names what each kind is called
     * @throws IllegalStateException with fewer than two numbers of notes
     */
    String svg(Map<String, String> names) {
        List<Integer> sizes = lines.values().stream()
                .flatMap(line -> line.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (sizes.size() < 2) {
            throw new IllegalStateException("growth needs two sizes");
        }
        List<Double> times = lines.values().stream()
                .flatMap(line -> line.values().stream())
                .sorted()
                .toList();
        Axis across = new Axis(sizes.getFirst(), sizes.getLast(), LEFT, RIGHT);
        Axis up = new Axis(notAbove(times.getFirst()), times.getLast() * 1.2, BOTTOM, TOP);
        StringBuilder svg = new StringBuilder(
                String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="13">
                <title id="t">Answers from %,d to %,d notes</title>
                <desc id="d">Median time of each kind of question in milliseconds, both axes logarithmic.</desc>
                <rect width="%d" height="%d" fill="#fff"/>
                """, WIDTH, HEIGHT, sizes.getFirst(), sizes.getLast(), WIDTH, HEIGHT));
        for (double ms = up.from(); ms <= up.to(); ms = next(ms)) {
            line(svg, "<path d=\"M%.0f %.1fH%.0f\" stroke=\"#ddd\"/>", LEFT, up.at(ms), RIGHT);
            text(svg, LEFT - 8, up.at(ms) + 4, "end", "#333", amount(ms) + " ms");
        }
        for (int size : sizes) {
            text(svg, across.at(size), BOTTOM + 20, "middle", "#333", String.format(Locale.ROOT, "%,d notes", size));
        }
        List<Name> beside = new ArrayList<>();
        lines.forEach((kind, line) -> {
            String colour = COLOURS.get(beside.size() % COLOURS.size());
            // Where the colours are used up they begin again, dashed.
            String stroke = String.format(
                    Locale.ROOT,
                    "stroke=\"%s\" stroke-width=\"2\"%s",
                    colour,
                    beside.size() < COLOURS.size() ? "" : " stroke-dasharray=\"6 3\"");
            String points = line.entrySet().stream()
                    .map(point ->
                            String.format(Locale.ROOT, "%.1f,%.1f", across.at(point.getKey()), up.at(point.getValue())))
                    .collect(Collectors.joining(" "));
            line(svg, "<polyline points=\"%s\" fill=\"none\" %s/>", points, stroke);
            double ends = up.at(line.sequencedValues().getLast());
            beside.add(new Name(names.getOrDefault(kind, kind), colour, stroke, ends, ends));
        });
        for (Name name : apart(beside)) {
            line(
                    svg,
                    "<path d=\"M%.0f %.1fL%.0f %.1f\" %s/>",
                    RIGHT,
                    name.ends(),
                    RIGHT + LEADER,
                    name.y(),
                    name.stroke());
            text(svg, RIGHT + LEADER + 4, name.y() + 4, "start", name.colour(), name.text());
        }
        return svg.append("</svg>\n").toString();
    }

    /** The greatest of 1, 3, 10, 30 … and of 0.3, 0.1 … that is not more. */
    private static double notAbove(double ms) {
        double power = Math.pow(10, Math.floor(Math.log10(ms)));
        return 3 * power <= ms ? 3 * power : power;
    }

    private static double next(double ms) {
        double power = Math.pow(10, Math.floor(Math.log10(ms) + 0.1));
        return ms < 2 * power ? 3 * power : 10 * power;
    }

    /** From above, each at least a line's height under the one before. */
    private static List<Name> apart(List<Name> names) {
        List<Name> apart = new ArrayList<>();
        for (Name name :
                names.stream().sorted(Comparator.comparingDouble(Name::y)).toList()) {
            double least = apart.isEmpty() ? TOP : apart.getLast().y() + NAME;
            apart.add(new Name(name.text(), name.colour(), name.stroke(), name.ends(), Math.max(least, name.y())));
        }
        return apart;
    }

    private static String amount(double ms) {
        return ms < 1 ? String.format(Locale.ROOT, "%.1f", ms) : String.format(Locale.ROOT, "%.0f", ms);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        line(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>", x, y, anchor, colour, text);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Logarithmic. */
    private record Axis(double from, double to, double begins, double ends) {
        double at(double value) {
            return begins + (ends - begins) * Math.log(value / from) / Math.log(to / from);
        }
    }
}
