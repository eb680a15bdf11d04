package org.chartroom.ingest.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Breaks a text that has no page image, such as a signed note, into lines and sheets. */
final class TextSheet {
    /** Letter paper, points. */
    static final float WIDTH = 612;

    static final float HEIGHT = 792;
    static final float MARGIN = 54;
    static final float SIZE = 10.5f;
    static final float LEADING = 14;
    private static final int LINES = (int) ((HEIGHT - 2 * MARGIN) / LEADING);

    private TextSheet() {}

    /** The lines of each sheet; one empty sheet for an empty text. */
    static List<List<String>> sheets(String text, WordFont font) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.strip().split("\\R", -1)) {
            wrap(paragraph, font, lines);
        }
        List<List<String>> sheets = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += LINES) {
            sheets.add(List.copyOf(lines.subList(first, Math.min(lines.size(), first + LINES))));
        }
        return sheets;
    }

    private static void wrap(String paragraph, WordFont font, List<String> lines) throws IOException {
        double room = (WIDTH - 2 * MARGIN) / SIZE;
        StringBuilder line = new StringBuilder();
        for (String whole : paragraph.split("\\s+")) {
            for (String word : pieces(Characters.printable(whole), font, room)) {
                if (!line.isEmpty() && font.width(line + " " + word) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
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
