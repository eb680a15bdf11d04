package org.chartroom.release.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDPage;

/** What the content of a page says, taken apart by hand: a second pair of eyes beside PDFBox's text stripper. */
final class PageContent {
    private static final Set<String> KNOWN =
            Set.of("q", "Q", "cm", "Do", "BT", "ET", "Tf", "Tz", "Tr", "Tm", "Tj", "g", "re", "f");

    private final StringBuilder text = new StringBuilder();
    private final List<String> drawn = new ArrayList<>();
    private final List<double[]> placed = new ArrayList<>();
    private boolean foreign;

    static PageContent of(PDPage page) throws IOException {
        PageContent content = new PageContent();
        List<Object> operands = new ArrayList<>();
        PDFStreamParser parser = new PDFStreamParser(page);
        for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
            if (token instanceof Operator operator) {
                content.take(operator.getName(), operands);
                operands.clear();
            } else {
                operands.add(token);
            }
        }
        content.foreign |= !operands.isEmpty();
        return content;
    }

    /** The bytes of a page's content, as they are run. */
    static byte[] bytes(PDPage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = page.getContents()) {
            in.transferTo(out);
        }
        return out.toByteArray();
    }

    private void take(String operator, List<Object> operands) {
        foreign |= !KNOWN.contains(operator);
        boolean mayHoldText = operator.equals("Tj");
        for (Object operand : operands) {
            if (operand instanceof COSString string) {
                foreign |= !mayHoldText;
                text.append(string.getString()).append(' ');
            } else if (operand instanceof COSName name) {
                foreign |= !operator.equals("Tf") && !operator.equals("Do");
                if (operator.equals("Do")) {
                    drawn.add(name.getName());
                }
            } else {
                foreign |= !(operand instanceof COSNumber);
            }
        }
        if (operator.equals("cm") && operands.size() == 6) {
            placed.add(operands.stream()
                    .mapToDouble(each -> each instanceof COSNumber number ? number.floatValue() : Double.NaN)
                    .toArray());
        }
    }

    /** Everything that is shown as text, visible or not. */
    String text() {
        return text.toString();
    }

    /** The names of pictures that are drawn. */
    List<String> drawn() {
        return drawn;
    }

    /** Where pictures are placed: matrices. */
    List<double[]> placed() {
        return placed;
    }

    /** Whether something stands in it that no packet's page has. */
    boolean isForeign() {
        return foreign;
    }
}
