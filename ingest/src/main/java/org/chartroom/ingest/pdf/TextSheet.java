package org.chartroom.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet of letter paper with lines of print on it.
 *
 * @param lines from top to bottom
 */
record TextSheet(List<Line> lines) {
    /** Letter paper, points. */
    static final double WIDTH = 612;

    static final double HEIGHT = 792;
    static final double MARGIN = 54;

    /**
     * @param baseline points from the bottom of the sheet; where a rule is drawn
     */
    record Line(Print.Style style, String text, double baseline) {}

    TextSheet {
        lines = List.copyOf(lines);
    }

    /** As many sheets as it takes; one empty one for nothing. */
    static List<TextSheet> of(Print print, WordFont font) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Print.Paragraph paragraph : print.paragraphs()) {
            for (String line : paragraph.text().split("\\R", -1)) {
                rows.addAll(wrapped(paragraph.style(), line, font));
            }
        }
        List<TextSheet> sheets = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        double top = HEIGHT - MARGIN;
        for (int i = 0; i < rows.size(); i++) {
            double after = top - rows.get(i).style().leading;
            if (after - following(rows, i) < MARGIN && !lines.isEmpty()) {
                sheets.add(new TextSheet(lines));
                lines.clear();
                top = HEIGHT - MARGIN;
                after = top - rows.get(i).style().leading;
            }
            lines.add(new Line(
                    rows.get(i).style(),
                    rows.get(i).text(),
                    top - baseline(rows.get(i).style())));
            top = after;
        }
        if (!lines.isEmpty() || sheets.isEmpty()) {
            sheets.add(new TextSheet(lines));
        }
        return List.copyOf(sheets);
    }

    private record Row(Print.Style style, String text) {}

    private static double baseline(Print.Style style) {
        return style == Print.Style.RULE ? style.leading / 2 : style.size;
    }

    /** The room that must follow a heading, for its first line of text. */
    private static double following(List<Row> rows, int index) {
        double room = 0;
        for (int i = index; i + 1 < rows.size() && rows.get(i).style() == Print.Style.HEADING; i++) {
            room += rows.get(i + 1).style().leading;
        }
        return room;
    }

    private static List<Row> wrapped(Print.Style style, String paragraph, WordFont font) throws IOException {
        List<Row> rows = new ArrayList<>();
        double room = style.size == 0 ? 0 : (WIDTH - 2 * MARGIN) / style.size;
        StringBuilder line = new StringBuilder();
        for (String whole : paragraph.split("\\s+")) {
            for (String word : pieces(Characters.printable(whole), font, room)) {
                if (!line.isEmpty() && font.width(line + " " + word) > room) {
                    rows.add(new Row(style, line.toString()));
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        rows.add(new Row(style, line.toString()));
        return rows;
    }

    private static List<String> pieces(String word, WordFont font, double room) throws IOException {
        if (font.width(word) <= room) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int character : word.codePoints().toArray()) {
            String next = Character.toString(character);
            if (!piece.isEmpty() && font.width(piece + next) > room) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(next);
        }
        pieces.add(piece.toString());
        return pieces;
    }
}
