package org.chartroom.ingest.office;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;
import org.jspecify.annotations.Nullable;

/**
 * Lays text out on Letter pages at {@value #DPI} dpi and hands each full page to the sink: image, thumbnail, and every
 * word with its box. Holds one page at a time. {@link #close()} hands over the last one.
 *
 * <p>One for each file; not safe for use by several threads.
 */
public final class TextRendition implements TextFlow, AutoCloseable {
    private static final int DPI = 150;
    private static final int WIDTH = DPI * 17 / 2;
    private static final int HEIGHT = DPI * 11;
    private static final int MARGIN = DPI * 3 / 4;
    private static final int TEXT_WIDTH = WIDTH - 2 * MARGIN;
    private static final int THUMBNAIL_HEIGHT = 320;

    private static final double BODY = points(10.5);
    private static final double HEADING = points(13);
    private static final double TYPED = points(10);
    private static final double LEADING = 1.3;
    private static final double ASCENT = 0.91;
    private static final double DESCENT = 0.22;
    /** Of an em: eighty characters fit on a line, as on every typewriter and terminal. */
    private static final double TYPED_PITCH = 0.6;

    private static final int MOST_COLUMNS = 10;
    private static final int CELL_PADDING = 8;
    /** A longer run of letters without a space is no word that anybody searches for; it becomes several. */
    private static final int LONGEST_WORD = 256;

    private final ReadRequest request;
    private final ReadSink sink;
    private final PageFont font;

    private @Nullable BufferedImage image;
    private @Nullable Graphics2D page;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private double y;
    private int line;
    private int pages;
    private long startedNanos;

    /**
     * @param request whose spool takes the images and whose budget bounds the pages
     * @param sink gets the pages, numbered from 1
     * @param font shared by the renditions of one thread
     */
    public TextRendition(ReadRequest request, ReadSink sink, PageFont font) {
        this.request = request;
        this.sink = sink;
        this.font = font;
    }

    /** More pages came than the budget allows; those before were delivered. The message is for people. */
    public static final class TooManyPages extends IOException {
        private static final long serialVersionUID = 1L;

        TooManyPages(int most) {
            super("The text fills more than " + most + " pages; the pages up to there were read.");
        }
    }

    /** Pages handed to the sink so far. */
    public int pages() {
        return pages;
    }

    @Override
    public void paragraph(String paragraph) throws IOException {
        flow(paragraph, BODY, 0.45);
    }

    @Override
    public void heading(String heading) throws IOException {
        if (!heading.isBlank() && image != null) {
            y += HEADING * 0.5;
        }
        flow(heading, HEADING, 0.35);
    }

    private void flow(String paragraph, double size, double gapAfter) throws IOException {
        boolean written = false;
        for (String part : paragraph.split("\n")) {
            if (part.isBlank()) {
                continue;
            }
            for (List<Piece> pieces : lines(part, size, TEXT_WIDTH)) {
                room(size * LEADING);
                draw(pieces, MARGIN, y, size);
                endLine(size * LEADING);
            }
            text.append(part.strip()).append('\n');
            written = true;
        }
        if (written) {
            y += size * gapAfter;
        }
    }

    @Override
    public void typedLine(String typed) throws IOException {
        if (typed.indexOf('\f') >= 0) {
            String[] parts = typed.split("\f", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    pageBreak();
                }
                typedLine(parts[i]);
            }
            return;
        }
        double pitch = TYPED * TYPED_PITCH;
        int columns = (int) (TEXT_WIDTH / pitch);
        int[] cells = expandTabs(typed).codePoints().toArray();
        int from = 0;
        do {
            room(TYPED * LEADING);
            int to = lineEnd(cells, from, columns);
            drawTyped(cells, from, to, pitch);
            endLine(TYPED * LEADING);
            from = to;
        } while (from < cells.length);
        text.append(typed.stripTrailing()).append('\n');
    }

    /** A line that is too long goes on below, broken at a space if there is one near. */
    private static int lineEnd(int[] cells, int from, int columns) {
        if (cells.length - from <= columns) {
            return cells.length;
        }
        for (int i = from + columns; i > from + columns / 2; i--) {
            if (cells[i] == ' ') {
                return i;
            }
        }
        return from + columns;
    }

    private void drawTyped(int[] cells, int from, int to, double pitch) {
        double baseline = y + TYPED * ASCENT;
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean blank = i == to || Character.isWhitespace(cells[i]) || cells[i] == 0xA0;
            if (!blank) {
                if (start < 0) {
                    start = i;
                }
                double advance = font.advance(cells[i]) * TYPED;
                double squeeze = advance > pitch ? pitch / advance : 1;
                double x = MARGIN + (i - from) * pitch + Math.max(0, (pitch - advance) / 2);
                font.draw(canvas(), cells[i], x, baseline, TYPED, squeeze);
            } else if (start >= 0) {
                String word = new String(cells, start, i - start);
                addWord(word, MARGIN + (start - from) * pitch, y, (i - start) * pitch, TYPED);
                start = -1;
            }
        }
    }

    private static String expandTabs(String typed) {
        if (typed.indexOf('\t') < 0) {
            return typed;
        }
        StringBuilder expanded = new StringBuilder();
        typed.codePoints().forEach(c -> {
            if (c == '\t') {
                expanded.append(" ".repeat(8 - expanded.length() % 8));
            } else {
                expanded.appendCodePoint(c);
            }
        });
        return expanded.toString();
    }

    @Override
    public void row(List<String> cells) throws IOException {
        if (cells.stream().allMatch(String::isBlank)) {
            return;
        }
        if (cells.size() == 1) {
            paragraph(cells.getFirst());
            return;
        }
        double columnWidth = (double) TEXT_WIDTH / cells.size();
        List<List<List<Piece>>> columns = new ArrayList<>();
        int height = 0;
        if (cells.size() <= MOST_COLUMNS) {
            for (String cell : cells) {
                List<List<Piece>> column = new ArrayList<>();
                for (String part : cell.split("\n")) {
                    column.addAll(lines(part, BODY, columnWidth - 2 * CELL_PADDING));
                }
                columns.add(column);
                height = Math.max(height, column.size());
            }
        }
        double rowHeight = height * BODY * LEADING + CELL_PADDING;
        if (cells.size() > MOST_COLUMNS || rowHeight > HEIGHT - 2 * MARGIN) {
            flow(String.join("   ", cells), BODY, 0.2);
            return;
        }
        room(rowHeight);
        double top = y;
        for (int i = 0; i < columns.size(); i++) {
            double lineTop = top + CELL_PADDING / 2.0;
            for (List<Piece> pieces : columns.get(i)) {
                draw(pieces, MARGIN + i * columnWidth + CELL_PADDING, lineTop, BODY);
                lineTop += BODY * LEADING;
                line++;
            }
        }
        y = top + rowHeight;
        text.append(String.join(
                        "\t",
                        cells.stream().map(c -> c.replace('\n', ' ').strip()).toList()))
                .append('\n');
        hairline();
    }

    @Override
    public void rule() throws IOException {
        room(BODY * LEADING);
        y += BODY * 0.3;
        hairline();
        y += BODY * 0.7;
    }

    private void hairline() {
        canvas().setColor(Color.GRAY);
        canvas().draw(new Line2D.Double(MARGIN, y, WIDTH - MARGIN, y));
        canvas().setColor(Color.BLACK);
    }

    @Override
    public void pageBreak() throws IOException {
        if (image != null && !words.isEmpty()) {
            deliver();
        }
    }

    /** Hands over the last page; a text without a single word gives one empty page, so that no file vanishes. */
    @Override
    public void close() throws IOException {
        if (image != null || pages == 0) {
            canvas();
            deliver();
        }
    }

    /** One word on one line. */
    private record Piece(String text, double x, double width) {}

    /** Breaks a text into lines of a width, words into pieces where they are longer than a line. */
    private List<List<Piece>> lines(String part, double size, double width) {
        List<List<Piece>> lines = new ArrayList<>();
        List<Piece> current = new ArrayList<>();
        double space = font.width(" ", size);
        double x = 0;
        for (String whole : part.strip().split("[\\s\\u00A0]+")) {
            if (whole.isEmpty()) {
                continue;
            }
            for (String word : shortEnough(whole, size, width)) {
                double wordWidth = font.width(word, size);
                if (x > 0 && x + wordWidth > width) {
                    lines.add(current);
                    current = new ArrayList<>();
                    x = 0;
                }
                current.add(new Piece(word, x, wordWidth));
                x += wordWidth + space;
            }
        }
        if (!current.isEmpty()) {
            lines.add(current);
        }
        return lines;
    }

    private List<String> shortEnough(String word, double size, double width) {
        if (word.length() <= LONGEST_WORD && font.width(word, size) <= width) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        double pieceWidth = 0;
        for (int c : word.codePoints().toArray()) {
            double advance = font.advance(c) * size;
            if (!piece.isEmpty() && (pieceWidth + advance > width || piece.length() >= LONGEST_WORD)) {
                pieces.add(piece.toString());
                piece.setLength(0);
                pieceWidth = 0;
            }
            piece.appendCodePoint(c);
            pieceWidth += advance;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private void draw(List<Piece> pieces, double left, double top, double size) {
        double baseline = top + size * ASCENT;
        for (Piece piece : pieces) {
            double x = left + piece.x();
            for (int c : piece.text().codePoints().toArray()) {
                font.draw(canvas(), c, x, baseline, size, 1);
                x += font.advance(c) * size;
            }
            addWord(piece.text(), left + piece.x(), top, piece.width(), size);
        }
    }

    private void addWord(String word, double x, double top, double width, double size) {
        int left = Math.clamp((int) Math.floor(x), 0, WIDTH - 1);
        int upper = Math.clamp((int) Math.floor(top), 0, HEIGHT - 1);
        int right = Math.clamp((int) Math.ceil(x + width), left + 1, WIDTH);
        int lower = Math.clamp((int) Math.ceil(top + size * (ASCENT + DESCENT)), upper + 1, HEIGHT);
        if (!word.isBlank()) {
            words.add(new Word(word, new Box(left, upper, right - left, lower - upper), 1, line));
        }
    }

    private void endLine(double height) {
        y += height;
        line++;
    }

    /** Makes sure that so much height is left, on a new page if need be. */
    private void room(double height) throws IOException {
        if (image != null && y + height > HEIGHT - MARGIN && y > MARGIN) {
            deliver();
        }
        canvas();
    }

    private Graphics2D canvas() {
        if (page != null) {
            return page;
        }
        startedNanos = System.nanoTime();
        image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D fresh = image.createGraphics();
        fresh.setColor(Color.WHITE);
        fresh.fillRect(0, 0, WIDTH, HEIGHT);
        fresh.setColor(Color.BLACK);
        fresh.setStroke(new BasicStroke(1));
        fresh.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        page = fresh;
        y = MARGIN;
        line = 0;
        return fresh;
    }

    private void deliver() throws IOException {
        BufferedImage full = image;
        if (full == null || page == null) {
            return;
        }
        if (pages >= request.budgets().maxPagesPerFile()) {
            throw new TooManyPages(request.budgets().maxPagesPerFile());
        }
        page.dispose();
        pages++;
        if (request.pages().includes(pages)) {
            sink.page(read(full));
        }
        page = null;
        image = null;
        words.clear();
        text.setLength(0);
    }

    private PageRead read(BufferedImage full) throws IOException {
        Path picture = request.spool().resolve("page-" + pages + ".png");
        Path small = request.spool().resolve("page-" + pages + "-small.png");
        ImageIO.write(full, "png", picture.toFile());
        ImageIO.write(thumbnail(full), "png", small.toFile());
        PageOutcome outcome = words.isEmpty()
                ? new PageOutcome.Blank(0)
                : new PageOutcome.Content(new Reading.Complete(text.toString().strip(), words, 1));
        return new PageRead(
                pages,
                outcome,
                Optional.of(new PageGeometry(WIDTH, HEIGHT, DPI, DPI, 0, 0)),
                Optional.of(picture),
                Optional.of(small),
                List.of(),
                List.of(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos));
    }

    /** Each small pixel is the mean of those it stands for. */
    private static BufferedImage thumbnail(BufferedImage full) {
        int width = WIDTH * THUMBNAIL_HEIGHT / HEIGHT;
        BufferedImage small = new BufferedImage(width, THUMBNAIL_HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        byte[] from = ((DataBufferByte) full.getRaster().getDataBuffer()).getData();
        byte[] to = ((DataBufferByte) small.getRaster().getDataBuffer()).getData();
        for (int row = 0; row < THUMBNAIL_HEIGHT; row++) {
            int top = row * HEIGHT / THUMBNAIL_HEIGHT;
            int bottom = (row + 1) * HEIGHT / THUMBNAIL_HEIGHT;
            for (int column = 0; column < width; column++) {
                int left = column * WIDTH / width;
                int right = (column + 1) * WIDTH / width;
                int sum = 0;
                for (int py = top; py < bottom; py++) {
                    for (int px = left; px < right; px++) {
                        sum += from[py * WIDTH + px] & 0xFF;
                    }
                }
                to[row * width + column] = (byte) (sum / ((bottom - top) * (right - left)));
            }
        }
        return small;
    }

    private static double points(double points) {
        return points * DPI / 72;
    }
}
