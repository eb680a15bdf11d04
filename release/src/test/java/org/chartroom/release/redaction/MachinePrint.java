package org.chartroom.release.redaction;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** Reads the one line of machine print that these tests put on their pages: a column of ten cells for every letter, eight of them bits. */
public final class MachinePrint implements PageWords {
    static final int DPI = 100;
    private static final int X = 100;
    private static final int Y = 200;
    private static final int CELL = 6;
    private static final int COLUMN = 10;

    /** @param ignored it needs nothing */
    public MachinePrint(String ignored) {
        assert ignored != null;
    }

    /** A letter page at 100 dpi that bears a word. */
    static BufferedImage page(String word, int type) {
        BufferedImage image = new BufferedImage(850, 1100, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 850, 1100);
        canvas.setColor(Color.BLACK);
        canvas.fillRect(100, 600, 300, 2);
        canvas.setColor(Color.GRAY);
        canvas.fillRect(100, 700, 300, 40);
        canvas.setColor(Color.BLACK);
        for (int i = 0; i < word.length(); i++) {
            int bits = word.charAt(i) << 1 | 0x201;
            for (int cell = 0; cell < 10; cell++) {
                if ((bits >> cell & 1) == 1) {
                    canvas.fillRect(X + i * COLUMN, Y + cell * CELL, CELL, CELL);
                }
            }
        }
        canvas.dispose();
        return image;
    }

    /** What covers it. */
    static RedactionBox over(String word) {
        return new RedactionBox(
                X / 850.0, Y / 1100.0, word.length() * COLUMN / 850.0, 10 * CELL / 1100.0, "third party");
    }

    @Override
    public List<Word> words(BufferedImage page, double dpi) {
        StringBuilder text = new StringBuilder();
        for (int x = X; x < page.getWidth() - CELL; x += COLUMN) {
            int bits = 0;
            for (int cell = 0; cell < 10; cell++) {
                boolean black = (page.getRGB(x + CELL / 2, Y + cell * CELL + CELL / 2) & 0xFF) < 128;
                bits |= black ? 1 << cell : 0;
            }
            boolean letter = (bits & 0x201) == 0x201 && bits != 0x3FF;
            if (!letter) {
                break;
            }
            text.append((char) (bits >> 1 & 0xFF));
        }
        return text.isEmpty()
                ? List.of()
                : List.of(new Word(text.toString(), new Box(X, Y, text.length() * COLUMN, 10 * CELL), 1, 0));
    }

    @Override
    public void close() {}
}
