package org.chartroom.ingest.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A web page's text in reading order. Taken from the parsed tree: nothing is run, resolved or fetched, and what a browser
 * would not show is left out.
 */
public final class HtmlText {
    private static final Set<String> NOT_SHOWN = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "iframe",
            "object",
            "embed",
            "applet",
            "svg",
            "canvas",
            "audio",
            "video",
            "datalist");
    private static final long MOST_CHARACTERS = 20_000_000;

    private final Document document;

    private HtmlText(Document document) {
        this.document = document;
    }

    /** Parses bytes; their charset is taken from a byte order mark, else from the page itself, else found out. */
    public static HtmlText of(byte[] bytes) throws IOException {
        Document document = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
        if (document.text().indexOf('\uFFFD') >= 0) {
            // The page lies about its charset, or says none and is not UTF-8.
            document = Jsoup.parse(Charsets.decode(bytes), "");
        }
        return new HtmlText(document);
    }

    /** Parses a text that is decoded already, such as the HTML part of an e-mail. */
    public static HtmlText of(String html) {
        return new HtmlText(Jsoup.parse(html, ""));
    }

    /** All its text, white space folded; for comparing and measuring. */
    public String plain() {
        return document.body().text();
    }

    /** The Content-IDs of the pictures it shows that came with it, without {@code cid:}. */
    public Set<String> picturesShown() {
        Set<String> ids = new HashSet<>();
        for (Element shown : document.select("[src^=cid:], [background^=cid:], [href^=cid:]")) {
            for (String attribute : new String[] {"src", "background", "href"}) {
                String value = shown.attr(attribute);
                if (value.toLowerCase(Locale.ROOT).startsWith("cid:")) {
                    ids.add(value.substring("cid:".length()));
                }
            }
        }
        return ids;
    }

    /**
     * Gives its text to a flow, paragraph by paragraph.
     *
     * @throws IOException what the flow throws, and when there is more text than can be laid out
     */
    public void into(TextFlow flow) throws IOException {
        Blocks blocks = new Blocks(flow, MOST_CHARACTERS);
        String title = document.title();
        if (!title.isBlank() && !plain().contains(title.strip())) {
            flow.heading(title);
        }
        try {
            document.body().filter(new Shown(blocks));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        blocks.finish();
    }

    private static final class Shown implements NodeFilter {
        private final Blocks blocks;

        Shown(Blocks blocks) {
            this.blocks = blocks;
        }

        @Override
        public FilterResult head(Node node, int depth) {
            try {
                if (node instanceof TextNode textNode) {
                    blocks.characters(textNode.getWholeText());
                } else if (node instanceof Element element) {
                    if (isHidden(element)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    blocks.start(element.normalName());
                    String said = saidOf(element);
                    if (!said.isBlank()) {
                        blocks.characters(" " + said + " ");
                    }
                }
                return FilterResult.CONTINUE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            try {
                if (node instanceof Element element) {
                    blocks.end(element.normalName());
                }
                return FilterResult.CONTINUE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isHidden(Element element) {
            String style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
            return NOT_SHOWN.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || style.contains("display:none")
                    || style.contains("visibility:hidden");
        }

        /** What a form's field or a picture says without text of its own. */
        private static String saidOf(Element element) {
            return switch (element.normalName()) {
                case "img" -> element.attr("alt");
                case "input" ->
                    switch (element.attr("type").toLowerCase(Locale.ROOT)) {
                        case "hidden", "password", "submit", "button", "image", "reset" -> "";
                        case "checkbox", "radio" -> element.hasAttr("checked") ? "[x]" : "[ ]";
                        default -> element.attr("value");
                    };
                default -> "";
            };
        }
    }
}
