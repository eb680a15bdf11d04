package org.chartroom.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** Pages with word boxes as hOCR, the HTML that OCR programs exchange. */
final class Hocr {
    private Hocr() {}

    static String of(FileResult result) {
        StringBuilder html = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml">
                 <head>
                  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
                  <meta name="ocr-system" content="chartroom"/>
                  <meta name="ocr-capabilities" content="ocr_page ocr_line ocrx_word"/>
                 </head>
                 <body>
                """);
        for (FileResult.Page page : result.pages()) {
            page(html, page);
        }
        return html.append(" </body>\n</html>").toString();
    }

    private static void page(StringBuilder html, FileResult.Page page) {
        String box = page.geometry()
                .map(geometry -> String.format(
                        Locale.ROOT,
                        "bbox 0 0 %d %d; scan_res %.0f %.0f; ",
                        geometry.widthPx(),
                        geometry.heightPx(),
                        geometry.xDpi(),
                        geometry.yDpi()))
                .orElse("");
        html.append("  <div class=\"ocr_page\" id=\"page_")
                .append(page.number())
                .append("\" title=\"")
                .append(box)
                .append("ppageno ")
                .append(page.number() - 1)
                .append("\">\n");
        List<Word> line = new ArrayList<>();
        for (Word word : page.words()) {
            if (!line.isEmpty() && line.getLast().line() != word.line()) {
                line(html, page.number(), line);
                line.clear();
            }
            line.add(word);
        }
        if (!line.isEmpty()) {
            line(html, page.number(), line);
        }
        html.append("  </div>\n");
    }

    private static void line(StringBuilder html, int page, List<Word> words) {
        Box all = words.getFirst().box();
        for (Word word : words) {
            all = all.union(word.box());
        }
        html.append("   <span class=\"ocr_line\" id=\"line_")
                .append(page)
                .append('_')
                .append(words.getFirst().line() + 1)
                .append("\" title=\"")
                .append(bbox(all))
                .append("\">");
        for (Word word : words) {
            html.append("<span class=\"ocrx_word\" title=\"")
                    .append(bbox(word.box()))
                    .append("; x_wconf ")
                    .append(Math.round(word.confidence() * 100))
                    .append("\">")
                    .append(escaped(word.text()))
                    .append("</span> ");
        }
        html.append("</span>\n");
    }

    private static String bbox(Box box) {
        return "bbox " + box.x() + " " + box.y() + " " + (box.x() + box.width()) + " " + (box.y() + box.height());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
