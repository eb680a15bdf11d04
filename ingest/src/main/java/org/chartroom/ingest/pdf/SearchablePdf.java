package org.chartroom.ingest.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;

/**
 * A document as one searchable PDF/A-2b: its page images, and over each the words that were read, invisible, where they
 * stand, so that selecting and finding follow the print.
 *
 * <p>Pages are added one by one and lie in the spool folder until {@link #writeTo}; only one is in memory at a time. The
 * same pages, name and time give the same bytes. Not safe for use by several threads.
 */
public final class SearchablePdf implements AutoCloseable {
    private static final String PRODUCER = "Chartroom";
    private static final COSName FONT = COSName.getPDFName("F0");

    /** No viewer shows a page that is smaller or larger, and PDF/A forbids it. Points. */
    private static final double SMALLEST = 3;

    private static final double LARGEST = 14_400;

    /** A line whose box is this many times as high as its words was put together wrongly. */
    private static final double ONE_LINE = 2;

    private final PDDocument document;
    private final WordFont font;
    private final Clock clock;
    private final String title;
    private final String id;
    private final List<Bookmark> bookmarks = new ArrayList<>();
    private boolean complete;

    /**
     * Starts an empty document.
     *
     * @param spool existing folder for what does not fit in memory; nothing is left in it after {@link #close}
     * @param title shown by viewers as the window's title
     * @param id what the file's own identifier is made of: the same for the same content, such as a document's id and
     *     version
     * @param clock tells when it was made
     * @throws IOException when the spool folder cannot be used
     */
    public SearchablePdf(Path spool, String title, String id, Clock clock) throws IOException {
        this.font = new WordFont();
        this.clock = clock;
        this.title = Characters.printable(title);
        this.id = id;
        this.document = new PDDocument(MemoryUsageSetting.setupTempFileOnly().setTempDir(spool.toFile()).streamCache);
    }

    /**
     * Adds a page that has an image.
     *
     * @param image the bytes of a PNG or JPEG file; read to its end, not closed
     * @param geometry of the image; the PDF's page is as large as the paper was
     * @param words in reading order, their boxes in px of the image; empty for a page without text
     * @throws IOException when the image cannot be decoded, or the spool folder is full
     */
    public void scan(InputStream image, PageGeometry geometry, List<Word> words) throws IOException {
        PDImageXObject picture = PagePicture.embed(document, image.readAllBytes());
        double xScale = pointsPerPixel(geometry.xDpi(), geometry.widthPx());
        double yScale = pointsPerPixel(geometry.yDpi(), geometry.heightPx());
        float width = (float) (geometry.widthPx() * xScale);
        float height = (float) (geometry.heightPx() * yScale);
        StringBuilder content = new StringBuilder();
        content.append("q ")
                .append(number(width))
                .append(" 0 0 ")
                .append(number(height))
                .append(" 0 0 cm /Im0 Do Q\n");
        if (!words.isEmpty()) {
            content.append("BT\n3 Tr\n");
            for (List<Word> line : lines(words)) {
                write(content, line, xScale, yScale, height);
            }
            content.append("ET\n");
        }
        PDResources resources = resources();
        resources.put(COSName.getPDFName("Im0"), picture);
        document.addPage(page(width, height, content, resources));
    }

    /** Adds a plain text as {@link #print(Print)} does. */
    public void print(String text) throws IOException {
        print(Print.of(text));
    }

    /**
     * Adds a text that has no page image, such as a note, as print on letter paper: as many pages as it takes, one empty
     * page when there is none.
     *
     * @throws IOException when the spool folder is full
     */
    public void print(Print print) throws IOException {
        for (PDPage page : pagesOf(print)) {
            document.addPage(page);
        }
    }

    /** How many pages a text takes. */
    public int sheets(Print print) throws IOException {
        return TextSheet.of(print, font).size();
    }

    /**
     * Puts a text as {@link #print(Print)} does before pages that are there already.
     *
     * @param before number of the page it comes to stand before, from 1; one more than there are pages puts it at the end
     */
    public void insert(int before, Print print) throws IOException {
        if (before < 1 || before > pages() + 1) {
            throw new IllegalArgumentException("there are " + pages() + " pages, there is none before " + before);
        }
        if (before > pages()) {
            print(print);
            return;
        }
        PDPage next = document.getPage(before - 1);
        for (PDPage page : pagesOf(print)) {
            document.getPages().insertBefore(page, next);
        }
    }

    /** Takes the last pages away, so that this many are left. */
    public void truncate(int pages) {
        while (pages() > pages) {
            document.removePage(pages() - 1);
        }
    }

    /**
     * Adds a line to the outline that viewers show beside the pages; it stays with its page when others are put before it.
     *
     * @param page from 1
     * @param within whether it belongs to the latest line that belongs to none
     */
    public void bookmark(String name, int page, boolean within) {
        bookmarks.add(new Bookmark(Characters.printable(name), document.getPage(page - 1), within));
    }

    private record Bookmark(String name, PDPage page, boolean within) {}

    private void outline() {
        if (bookmarks.isEmpty()) {
            return;
        }
        PDDocumentOutline outline = new PDDocumentOutline();
        PDOutlineItem top = null;
        for (Bookmark bookmark : bookmarks) {
            PDPageFitDestination to = new PDPageFitDestination();
            to.setPage(bookmark.page());
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(bookmark.name());
            item.setDestination(to);
            if (bookmark.within() && top != null) {
                top.addLast(item);
            } else {
                outline.addLast(item);
                top = item;
            }
        }
        outline.openNode();
        document.getDocumentCatalog().setDocumentOutline(outline);
        document.getDocumentCatalog().setPageMode(PageMode.USE_OUTLINES);
    }

    private List<PDPage> pagesOf(Print print) throws IOException {
        List<PDPage> pages = new ArrayList<>();
        List<TextSheet> sheets = TextSheet.of(print, font);
        for (int i = 0; i < sheets.size(); i++) {
            StringBuilder content = new StringBuilder();
            if (!print.across().isEmpty()) {
                across(content, print.across());
            }
            for (TextSheet.Line line : sheets.get(i).lines()) {
                write(content, line);
            }
            if (!print.foot().isEmpty()) {
                String foot = print.foot() + " \u00b7 page " + (i + 1) + " of " + sheets.size();
                write(content, new TextSheet.Line(Print.Style.SMALL, foot, TextSheet.MARGIN / 2));
            }
            pages.add(page((float) TextSheet.WIDTH, (float) TextSheet.HEIGHT, content, resources()));
        }
        return pages;
    }

    private void write(StringBuilder content, TextSheet.Line line) throws IOException {
        if (line.style() == Print.Style.RULE) {
            content.append(number(TextSheet.MARGIN))
                    .append(' ')
                    .append(number(line.baseline()))
                    .append(" m ")
                    .append(number(TextSheet.WIDTH - TextSheet.MARGIN))
                    .append(' ')
                    .append(number(line.baseline()))
                    .append(" l 0.6 w S\n");
            return;
        }
        if (line.text().isEmpty()) {
            return;
        }
        // The face has no bold: its outlines are drawn along.
        content.append(line.style().bold ? "q 0.35 w BT 2 Tr " : "q BT ")
                .append("/F0 ")
                .append(number(line.style().size))
                .append(" Tf ")
                .append(number(TextSheet.MARGIN))
                .append(' ')
                .append(number(line.baseline()))
                .append(" Td ")
                .append(font.operand(Characters.printable(line.text())))
                .append(" Tj ET Q\n");
    }

    /** Pale, so that what stands over it is read first, and so large that nobody misses it. */
    private void across(StringBuilder content, String raw) throws IOException {
        String text = Characters.printable(raw);
        double slope = Math.atan2(TextSheet.HEIGHT, TextSheet.WIDTH);
        double room = 0.8 * Math.hypot(TextSheet.WIDTH, TextSheet.HEIGHT);
        double size = Math.min(90, room / font.width(text));
        double half = font.width(text) * size / 2;
        double x = TextSheet.WIDTH / 2 - half * Math.cos(slope) + size / 3 * Math.sin(slope);
        double y = TextSheet.HEIGHT / 2 - half * Math.sin(slope) - size / 3 * Math.cos(slope);
        content.append("q 0.87 g BT /F0 ")
                .append(number(size))
                .append(" Tf ")
                .append(number(Math.cos(slope)))
                .append(' ')
                .append(number(Math.sin(slope)))
                .append(' ')
                .append(number(-Math.sin(slope)))
                .append(' ')
                .append(number(Math.cos(slope)))
                .append(' ')
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(" Tm ")
                .append(font.operand(text))
                .append(" Tj ET Q\n");
    }

    /** Number of pages so far. */
    public int pages() {
        return document.getNumberOfPages();
    }

    /**
     * Writes the PDF. Nothing can be added after it.
     *
     * @param out not closed
     * @throws IllegalStateException when there is no page, or it was written before
     * @throws IOException when {@code out} or the spool folder fails
     */
    public void writeTo(OutputStream out) throws IOException {
        if (complete || pages() == 0) {
            throw new IllegalStateException(complete ? "written before" : "a PDF needs a page");
        }
        complete = true;
        font.embed(document);
        outline();
        describe(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        document.save(new Unclosed(out));
    }

    /** Empties the spool folder. */
    @Override
    public void close() throws IOException {
        document.close();
    }

    private PDResources resources() {
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(FONT, font.dictionary());
        PDResources resources = new PDResources();
        resources.getCOSObject().setItem(COSName.FONT, fonts);
        return resources;
    }

    private PDPage page(float width, float height, CharSequence content, PDResources resources) throws IOException {
        if (complete) {
            throw new IllegalStateException("the PDF is written already");
        }
        PDPage page = new PDPage(new PDRectangle(width, height));
        page.setResources(resources);
        page.setContents(new PDStream(
                document,
                new ByteArrayInputStream(content.toString().getBytes(StandardCharsets.US_ASCII)),
                COSName.FLATE_DECODE));
        return page;
    }

    private static double pointsPerPixel(double dpi, int pixels) {
        double scale = dpi > 0 && Double.isFinite(dpi) ? 72 / dpi : 72.0 / 200;
        return Math.clamp(pixels * scale, SMALLEST, LARGEST) / pixels;
    }

    private static List<List<Word>> lines(List<Word> words) {
        List<List<Word>> lines = new ArrayList<>();
        int number = -1;
        for (Word word : words) {
            if (lines.isEmpty() || word.line() != number) {
                lines.add(new ArrayList<>());
                number = word.line();
            }
            lines.getLast().add(word);
        }
        return lines;
    }

    /** One baseline and one size for a line, and every word, and every gap between words, stretched to its width. */
    private void write(StringBuilder content, List<Word> line, double xScale, double yScale, double pageHeight)
            throws IOException {
        Box whole = line.stream().map(Word::box).reduce(Box::union).orElseThrow();
        int usual = line.stream().mapToInt(word -> word.box().height()).sorted().toArray()[line.size() / 2];
        boolean together = whole.height() <= ONE_LINE * usual;
        for (int i = 0; i < line.size(); i++) {
            Box box = line.get(i).box();
            Box band = together ? whole : box;
            double size = Math.max(1, band.height() * yScale / (font.ascent() + font.descent()));
            double baseline = pageHeight - (band.y() + band.height()) * yScale + font.descent() * size;
            show(content, line.get(i).text(), size, box.x() * xScale, baseline, box.width() * xScale);
            if (i + 1 < line.size()) {
                // A gap of its own, because viewers that look for gaps by themselves lose narrow ones.
                int end = box.x() + box.width();
                double gap = Math.max(1, line.get(i + 1).box().x() - end) * xScale;
                show(content, " ", size, end * xScale, baseline, gap);
            }
        }
    }

    private void show(StringBuilder content, String raw, double size, double x, double y, double width)
            throws IOException {
        String text = Characters.printable(raw);
        double natural = font.width(text) * size;
        double stretch = natural > 0 && width > 0 ? Math.clamp(100 * width / natural, 1, 10_000) : 100;
        content.append("/F0 ")
                .append(number(size))
                .append(" Tf ")
                .append(number(stretch))
                .append(" Tz 1 0 0 1 ")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(" Tm ")
                .append(font.operand(text))
                .append(" Tj\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void describe(Instant made) throws IOException {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setProducer(PRODUCER);
        information.setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        information.setModificationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
        document.setDocumentInformation(information);
        document.setDocumentId(identifier(id));
        document.setVersion(1.7f);

        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(xmp(made).getBytes(StandardCharsets.UTF_8));
        document.getDocumentCatalog().setMetadata(metadata);

        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);

        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    private static long identifier(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private String xmp(Instant made) {
        String shown = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format(Locale.ROOT, """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about=""
                    xmlns:dc="http://purl.org/dc/elements/1.1/"
                    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
                    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
                    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                   <pdfaid:part>2</pdfaid:part>
                   <pdfaid:conformance>B</pdfaid:conformance>
                   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                   <pdf:Producer>%s</pdf:Producer>
                   <xmp:CreateDate>%s</xmp:CreateDate>
                   <xmp:ModifyDate>%s</xmp:ModifyDate>
                  </rdf:Description>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>
                """, shown, PRODUCER, made, made);
    }

    /** PDFBox closes what it writes to. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
