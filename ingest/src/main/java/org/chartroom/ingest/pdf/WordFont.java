package org.chartroom.ingest.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of one PDF's text: Liberation Sans, of which only the used glyphs are embedded.
 *
 * <p>Not PDFBox's own embedding, because that refuses a character the face lacks, and one such character must not make a
 * page unfindable: here every character gets a code of its own that says in the ToUnicode map what it is, and those
 * without a glyph share the one of an empty box.
 *
 * <p>Codes are given out while pages are written, so the dictionary is filled last, by {@link #embed}.
 */
final class WordFont {
    /** Two bytes a code; 0 is the glyph for nothing, which PDF/A forbids to use. */
    private static final int LAST_CODE = 0xFFFF;

    private static final int BOX = 0x25A1;
    private static final String NAME = "CHARTR+LiberationSans";
    private static final List<String> TABLES =
            List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm");

    /** A character's code and where it gets its shape. */
    private record Coded(int code, int glyph) {}

    private final TrueTypeFont face;
    private final CmapLookup glyphs;
    private final double unitsPerEm;
    private final Map<Integer, Coded> codes = new LinkedHashMap<>();
    private final COSDictionary dictionary = new COSDictionary();

    WordFont() throws IOException {
        try (InputStream in =
                PDType0Font.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            if (in == null) {
                throw new IllegalStateException("PDFBox came without its Liberation Sans");
            }
            face = new TTFParser().parse(new RandomAccessReadBuffer(in));
        }
        glyphs = face.getUnicodeCmapLookup();
        unitsPerEm = face.getUnitsPerEm();
    }

    /** The font's dictionary for a page's resources; complete after {@link #embed}. */
    COSDictionary dictionary() {
        return dictionary;
    }

    /** Height above the baseline that viewers mark when a word is selected, em. */
    double ascent() throws IOException {
        return face.getHorizontalHeader().getAscender() / unitsPerEm;
    }

    /** Depth below the baseline that viewers mark when a word is selected, em, positive. */
    double descent() throws IOException {
        return -face.getHorizontalHeader().getDescender() / unitsPerEm;
    }

    /** Natural width of a text, em. */
    double width(String text) throws IOException {
        double width = 0;
        for (int character : text.codePoints().toArray()) {
            width += face.getAdvanceWidth(coded(character).glyph()) / unitsPerEm;
        }
        return width;
    }

    /** The text as a string operand of a content stream. */
    String operand(String text) {
        StringBuilder hex = new StringBuilder("<");
        text.codePoints()
                .forEach(character -> hex.append(HexFormat.of().withUpperCase().toHexDigits((short)
                        coded(character).code())));
        return hex.append('>').toString();
    }

    private Coded coded(int character) {
        Coded known = codes.get(character);
        if (known != null) {
            return known;
        }
        if (codes.size() >= LAST_CODE - 1) {
            // More different characters than any script has: somebody's noise.
            return coded(' ');
        }
        int glyph = glyphs.getGlyphId(character);
        if (glyph == 0) {
            glyph = glyphs.getGlyphId(BOX);
        }
        if (glyph == 0) {
            glyph = glyphs.getGlyphId('?');
        }
        Coded fresh = new Coded(codes.size() + 1, glyph);
        codes.put(character, fresh);
        return fresh;
    }

    /** Puts the used part of the face into the document. To be called once, after the last page. */
    void embed(PDDocument document) throws IOException {
        coded(' ');
        Set<Integer> used = new TreeSet<>();
        codes.values().forEach(coded -> used.add(coded.glyph()));
        TTFSubsetter subsetter = new TTFSubsetter(face, TABLES);
        subsetter.addGlyphIds(used);
        Map<Integer, Integer> places = new HashMap<>();
        subsetter.getGIDMap().forEach((place, glyph) -> places.put(glyph, place));
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);

        byte[] map = new byte[2 * (codes.size() + 1)];
        COSArray widths = new COSArray();
        for (Coded coded : codes.values()) {
            int place = places.getOrDefault(coded.glyph(), 0);
            map[2 * coded.code()] = (byte) (place >> 8);
            map[2 * coded.code() + 1] = (byte) place;
            widths.add(COSInteger.get(thousandths(face.getAdvanceWidth(coded.glyph()))));
        }
        COSArray allWidths = new COSArray();
        allWidths.add(COSInteger.ONE);
        allWidths.add(widths);

        COSStream fontFile = stream(document, program.toByteArray());
        fontFile.setInt(COSName.LENGTH1, program.size());

        COSDictionary system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);

        COSDictionary shapes = new COSDictionary();
        shapes.setItem(COSName.TYPE, COSName.FONT);
        shapes.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        shapes.setName(COSName.BASE_FONT, NAME);
        shapes.setItem(COSName.CIDSYSTEMINFO, system);
        shapes.setItem(COSName.FONT_DESC, descriptor(fontFile));
        shapes.setItem(COSName.W, allWidths);
        shapes.setItem(COSName.CID_TO_GID_MAP, stream(document, map));

        dictionary.setItem(COSName.TYPE, COSName.FONT);
        dictionary.setItem(COSName.SUBTYPE, COSName.TYPE0);
        dictionary.setName(COSName.BASE_FONT, NAME);
        dictionary.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        dictionary.setItem(COSName.DESCENDANT_FONTS, array(shapes));
        dictionary.setItem(COSName.TO_UNICODE, stream(document, toUnicode().getBytes(StandardCharsets.US_ASCII)));
    }

    private COSDictionary descriptor(COSStream fontFile) throws IOException {
        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, NAME);
        descriptor.setInt(COSName.FLAGS, 4);
        descriptor.setItem(
                COSName.FONT_BBOX,
                array(
                        COSInteger.get(thousandths(face.getHeader().getXMin())),
                        COSInteger.get(thousandths(face.getHeader().getYMin())),
                        COSInteger.get(thousandths(face.getHeader().getXMax())),
                        COSInteger.get(thousandths(face.getHeader().getYMax()))));
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, thousandths(face.getHorizontalHeader().getAscender()));
        descriptor.setInt(
                COSName.DESCENT, thousandths(face.getHorizontalHeader().getDescender()));
        descriptor.setInt(COSName.CAP_HEIGHT, 729);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_FILE2, fontFile);
        return descriptor;
    }

    private int thousandths(int units) {
        return (int) Math.round(units * 1000 / unitsPerEm);
    }

    /** What each code is in Unicode, in the blocks of at most a hundred that the format allows. */
    private String toUnicode() {
        StringBuilder map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        HexFormat hex = HexFormat.of().withUpperCase();
        List<Map.Entry<Integer, Coded>> all = new ArrayList<>(codes.entrySet());
        for (int first = 0; first < all.size(); first += 100) {
            List<Map.Entry<Integer, Coded>> block = all.subList(first, Math.min(all.size(), first + 100));
            map.append(block.size()).append(" beginbfchar\n");
            for (Map.Entry<Integer, Coded> entry : block) {
                map.append('<')
                        .append(hex.toHexDigits((short) entry.getValue().code()))
                        .append("> <")
                        .append(hex.formatHex(Character.toString(entry.getKey()).getBytes(StandardCharsets.UTF_16BE)))
                        .append(">\n");
            }
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    private static COSStream stream(PDDocument document, byte[] bytes) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(bytes);
        }
        return stream;
    }

    private static COSArray array(COSBase... items) {
        COSArray array = new COSArray();
        for (COSBase item : items) {
            array.add(item);
        }
        return array;
    }
}
