package org.chartroom.release.redaction;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.chartroom.models.release.RedactionBox;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * A PDF of which every page is a new picture, or text of the office's own: nothing of a source file is in it but what can be seen.
 * Its text layer is what was read of the pictures after they were painted over.
 *
 * <p>Pages lie in the spool folder until the file is written. Not safe for use by several
 * threads.
 */
public final class RedactedPdf implements AutoCloseable {
    static final String PRODUCER = "Chartroom";
    private static final float WIDTH = 612;
    private static final float HEIGHT = 792;
    private static final float MARGIN = 60;

    /** A strip of its own: nothing of the page is covered. */
    private static final float FOOT = 18;

    private final PDDocument document;
    private final PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    private final PDType1Font bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    private final Clock clock;
    private final String id;
    private final List<PageManifest> manifest = new ArrayList<>();
    private final List<Bookmark> bookmarks = new ArrayList<>();

    /**
     * Starts an empty file.
     *
     * @param spool existing folder; nothing is left in it after {@link #close}
     * @param id the same for the same content
     */
    public RedactedPdf(Path spool, String id, Clock clock) throws IOException {
        this.document = new PDDocument(MemoryUsageSetting.setupTempFileOnly().setTempDir(spool.toFile()).streamCache);
        this.id = id;
        this.clock = clock;
    }

    /** What is read of a page after it was painted over. */
    @FunctionalInterface
    public interface Layer {
        /** Boxes in px of the picture. */
        List<Word> of(BufferedImage painted) throws IOException;
    }

    /**
     * Adds a page.
     *
     * @param source the upright page; not changed
     * @param dpi of it
     * @param marks what is painted over
     * @param layer what the text layer says; words that touch a box are left out whatever it says
     * @param stamp what stands in a strip below it, such as the request's number; empty for nothing
     */
    public void picture(BufferedImage source, double dpi, List<RedactionBox> marks, Layer layer, String stamp)
            throws IOException {
        BoxPainter.Painted painted = BoxPainter.paint(source, dpi, marks);
        picture(PaintedPage.of(painted, dpi), layer.of(painted.image()), stamp);
    }

    /**
     * Adds a page that was painted over before.
     *
     * @param words what the text layer says; those that touch a box are left out
     * @param stamp as of {@link #picture(BufferedImage, double, List, Layer, String)}
     */
    public void picture(PaintedPage page, List<Word> words, String stamp) throws IOException {
        float width = page.widthPoints();
        float height = page.heightPoints();
        float foot = stamp.isEmpty() ? 0 : FOOT;
        PDResources resources = new PDResources();
        COSName name = resources.add(page.in(document));
        StringBuilder content = new StringBuilder();
        content.append(String.format(
                Locale.ROOT, "q %.3f 0 0 %.3f 0 %.3f cm /%s Do Q%n", width, height, foot, name.getName()));
        List<Word> open = words.stream()
                .filter(word -> page.boxes().stream().noneMatch(box -> touches(box, word.box())))
                .toList();
        if (!open.isEmpty() || !stamp.isEmpty()) {
            String face = resources.add(font).getName();
            layer(content, face, open, 72 / page.dpi(), height + foot);
            if (!stamp.isEmpty()) {
                line(content, face, 7.5f, 18, 6, stamp);
            }
        }
        add(width, height + foot, resources, content.toString());
        manifest.add(page.manifest(foot));
    }

    /**
     * Adds pages of text of the office's own.
     *
     * @param heading over it
     * @param paragraphs broken into lines where they are too long
     */
    public void text(String heading, List<String> paragraphs) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            lines.addAll(broken(paragraph));
            lines.add("");
        }
        int perPage = (int) ((HEIGHT - 2 * MARGIN - 40) / 14);
        for (int from = 0; from == 0 || from < lines.size(); from += perPage) {
            PDResources resources = new PDResources();
            String face = resources.add(font).getName();
            String strong = resources.add(bold).getName();
            StringBuilder content = new StringBuilder();
            line(content, strong, 15, MARGIN, HEIGHT - MARGIN, heading);
            float y = HEIGHT - MARGIN - 34;
            for (String line : lines.subList(from, Math.min(lines.size(), from + perPage))) {
                line(content, face, 10.5f, MARGIN, y, line);
                y -= 14;
            }
            byte[] bytes = add(WIDTH, HEIGHT, resources, content.toString());
            manifest.add(new PageManifest(
                    PageManifest.Kind.TEXT,
                    HexFormat.of().formatHex(Pixels.digest().digest(bytes)),
                    0,
                    0,
                    0,
                    0,
                    List.of()));
        }
    }

    /**
     * Makes viewers list the page that is added next, beside the others that were marked.
     *
     * @param title as it stands on a text page, too; letters that the packet's face has
     */
    public void mark(String title) {
        bookmarks.add(new Bookmark(encodable(title), manifest.size() + 1));
    }

    /** What viewers list, in order. */
    public List<Bookmark> bookmarks() {
        return List.copyOf(bookmarks);
    }

    /** How many pages there are so far. */
    public int pages() {
        return manifest.size();
    }

    /** What every page has to be, in order. */
    public List<PageManifest> manifest() {
        return List.copyOf(manifest);
    }

    /** Writes the file anew, in one piece, without earlier states. */
    public void writeTo(Path file) throws IOException {
        if (manifest.isEmpty()) {
            throw new IllegalStateException("a packet needs a page");
        }
        PDDocumentInformation information = new PDDocumentInformation();
        information.setProducer(PRODUCER);
        information.setCreationDate(GregorianCalendar.from(
                clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC)));
        document.setDocumentInformation(information);
        list();
        byte[] hash = Pixels.digest().digest(id.getBytes(StandardCharsets.UTF_8));
        document.setDocumentId(ByteBuffer.wrap(hash).getLong());
        try (OutputStream out = Files.newOutputStream(file)) {
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    private void list() {
        if (bookmarks.isEmpty()) {
            return;
        }
        PDDocumentOutline outline = new PDDocumentOutline();
        for (Bookmark bookmark : bookmarks) {
            PDPageFitDestination place = new PDPageFitDestination();
            place.setPage(document.getPage(bookmark.page() - 1));
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(bookmark.title());
            item.setDestination(place);
            outline.addLast(item);
        }
        document.getDocumentCatalog().setDocumentOutline(outline);
        document.getDocumentCatalog().setPageMode(PageMode.USE_OUTLINES);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private byte[] add(float width, float height, PDResources resources, String content) throws IOException {
        PDPage page = new PDPage(new PDRectangle(width, height));
        page.setResources(resources);
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        page.setContents(new PDStream(document, new ByteArrayInputStream(bytes), COSName.FLATE_DECODE));
        document.addPage(page);
        return bytes;
    }

    private void layer(StringBuilder content, String face, List<Word> words, double scale, float pageHeight)
            throws IOException {
        if (words.isEmpty()) {
            return;
        }
        content.append("BT 3 Tr\n");
        for (Word word : words) {
            String text = encodable(word.text());
            Box box = word.box();
            double size = Math.max(1, box.height() * scale);
            double natural = font.getStringWidth(text) / 1000 * size;
            double stretch = natural > 0 ? Math.clamp(100 * box.width() * scale / natural, 1, 10_000) : 100;
            content.append(String.format(
                    Locale.ROOT,
                    "/%s %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj%n",
                    face,
                    size,
                    stretch,
                    box.x() * scale,
                    pageHeight - (box.y() + box.height()) * scale,
                    HexFormat.of().formatHex(font.encode(text + " "))));
        }
        content.append("ET\n");
    }

    private void line(StringBuilder content, String face, float size, float x, float y, String raw) throws IOException {
        if (raw.isEmpty()) {
            return;
        }
        content.append(String.format(
                Locale.ROOT,
                "BT 0 Tr /%s %.2f Tf 100 Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj ET%n",
                face,
                size,
                x,
                y,
                HexFormat.of().formatHex(font.encode(encodable(raw)))));
    }

    private List<String> broken(String paragraph) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String given : paragraph.split("\\R", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : encodable(given).split(" ")) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && font.getStringWidth(longer) / 1000 * 10.5 > WIDTH - 2 * MARGIN) {
                    lines.add(line.toString());
                    line.setLength(0);
                    line.append(word);
                } else {
                    line.setLength(0);
                    line.append(longer);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The faces every viewer has know the letters of Western Europe; others show as a question mark. */
    private static String encodable(String raw) {
        StringBuilder text = new StringBuilder();
        raw.codePoints().forEach(point -> {
            boolean known = point >= 0x20 && point < 0x7F || point >= 0xA1 && point <= 0xFF && point != 0xAD;
            text.append(known ? Character.toString(point) : Character.isWhitespace(point) ? " " : "?");
        });
        return text.toString();
    }

    static boolean touches(Box one, Box other) {
        return one.x() < other.x() + other.width()
                && other.x() < one.x() + one.width()
                && one.y() < other.y() + other.height()
                && other.y() < one.y() + one.height();
    }
}
