package org.chartroom.ingest.pdf;

import java.util.List;
import org.chartroom.ingest.image.PageBitmap;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** Holds what a page says against what is drawn on it. Made for a page rendered at {@value #DPI} dpi. */
final class Drawn {
    static final int DPI = 150;

    /** Letters outside all words, as many as two lines of text have. */
    private static final int A_FEW_LINES = 60;

    private final byte[] luminance;
    private final int width;
    private final int height;
    private final List<Box> letters;

    Drawn(PageBitmap page) {
        this.luminance = page.luminance();
        this.width = page.width();
        this.height = page.height();
        try (PageBitmap bitonal = page.bitonal()) {
            this.letters = bitonal.shapeBoxes(50_000).stream()
                    .filter(box -> box.height() >= 7
                            && box.height() <= 60
                            && box.width() >= 2
                            && box.width() <= 3 * box.height())
                    .toList();
        }
    }

    /** The words that can be seen: white on white, and words under a picture, cannot. */
    List<Word> visible(List<Word> words) {
        return words.stream().filter(word -> contrast(word.box()) > 40).toList();
    }

    private int contrast(Box box) {
        int darkest = 255;
        int lightest = 0;
        for (int y = box.y(); y < Math.min(height, box.y() + box.height()); y++) {
            for (int x = box.x(); x < Math.min(width, box.x() + box.width()); x++) {
                int gray = luminance[y * width + x] & 0xFF;
                darkest = Math.min(darkest, gray);
                lightest = Math.max(lightest, gray);
            }
        }
        return lightest - darkest;
    }

    /** Whether the words are most of the letters on the page: else the text is only a header over a scan. */
    boolean covers(List<Word> words) {
        boolean[] covered = new boolean[width * height];
        for (Word word : words) {
            Box box = word.box();
            for (int y = Math.max(0, box.y() - 2); y < Math.min(height, box.y() + box.height() + 2); y++) {
                for (int x = Math.max(0, box.x() - 2); x < Math.min(width, box.x() + box.width() + 2); x++) {
                    covered[y * width + x] = true;
                }
            }
        }
        int outside = 0;
        for (Box letter : letters) {
            int x = letter.x() + letter.width() / 2;
            int y = letter.y() + letter.height() / 2;
            outside += covered[y * width + x] ? 0 : 1;
        }
        return outside <= A_FEW_LINES || outside * 4 <= letters.size();
    }
}
