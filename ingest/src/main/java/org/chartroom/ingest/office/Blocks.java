package org.chartroom.ingest.office;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns the elements and characters of a web page, or of what Tika makes of an office document, into paragraphs, headings
 * and table rows. A table used only to place things (another table in it, or cells as long as letters) is read cell by
 * cell, as people do.
 *
 * <p>Whoever feeds it calls {@link #start}, {@link #characters} and {@link #end} as the elements come, and {@link
 * #finish} once. Depth does not matter: elements are counted, not nested.
 */
final class Blocks {
    private static final Set<String> BREAKS = Set.of(
            "p",
            "div",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "section",
            "article",
            "header",
            "footer",
            "aside",
            "main",
            "nav",
            "address",
            "blockquote",
            "figure",
            "figcaption",
            "form",
            "fieldset",
            "legend",
            "details",
            "summary",
            "caption",
            "body",
            "center",
            "title",
            "option",
            "thead",
            "tbody",
            "tfoot",
            "pre");
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
    private static final int LONG_CELL = 600;

    private final TextFlow flow;
    private final long mostCharacters;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Table> tables = new ArrayDeque<>();
    private long characters;
    private int typed;
    private boolean spaceBefore;

    private static final class Table {
        private final List<List<String>> cells = new ArrayList<>();
        private boolean open;
        private boolean places;
    }

    /**
     * @param flow gets the blocks
     * @param mostCharacters after these, {@link TooMuchText} is thrown
     */
    Blocks(TextFlow flow, long mostCharacters) {
        this.flow = flow;
        this.mostCharacters = mostCharacters;
    }

    void start(String element) throws IOException {
        String name = element.toLowerCase(Locale.ROOT);
        switch (name) {
            case "table" -> {
                endParagraph();
                if (!tables.isEmpty()) {
                    tables.peek().places = true;
                }
                tables.push(new Table());
            }
            case "tr" -> endRow();
            case "td", "th" -> {
                endParagraph();
                if (!tables.isEmpty()) {
                    tables.peek().open = true;
                    tables.peek().cells.add(new ArrayList<>());
                }
            }
            case "br" -> lineBreak();
            case "hr" -> {
                endParagraph();
                if (tables.isEmpty()) {
                    flow.rule();
                }
            }
            case "pre" -> {
                endParagraph();
                typed++;
            }
            default -> {
                if (BREAKS.contains(name) || HEADINGS.contains(name)) {
                    endParagraph();
                }
                if (name.equals("li")) {
                    text.append("\u2022 ");
                }
            }
        }
    }

    void end(String element) throws IOException {
        String name = element.toLowerCase(Locale.ROOT);
        switch (name) {
            case "table" -> {
                endRow();
                tables.poll();
            }
            case "tr" -> endRow();
            case "td", "th" -> {
                endParagraph();
                if (!tables.isEmpty()) {
                    tables.peek().open = false;
                }
            }
            case "pre" -> {
                endParagraph();
                typed = Math.max(0, typed - 1);
            }
            default -> {
                if (HEADINGS.contains(name) && tables.isEmpty()) {
                    String heading = takeText();
                    if (!heading.isBlank()) {
                        flow.heading(heading);
                    }
                } else if (BREAKS.contains(name) || HEADINGS.contains(name)) {
                    endParagraph();
                }
            }
        }
    }

    /** Text between elements; white space is folded except in {@code pre}. */
    void characters(CharSequence run) throws IOException {
        characters += run.length();
        if (characters > mostCharacters) {
            throw new TooMuchText(mostCharacters);
        }
        if (typed > 0) {
            text.append(run);
            return;
        }
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                spaceBefore = true;
            } else if (c >= ' ' && c != '\u200B' && c != '\uFEFF' && c != '\u00AD' && c != '\u200C') {
                if (spaceBefore && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append(' ');
                }
                spaceBefore = false;
                text.append(c);
            }
        }
    }

    void pageBreak() throws IOException {
        if (tables.isEmpty()) {
            endParagraph();
            flow.pageBreak();
        }
    }

    /** What is still open ends here. */
    void finish() throws IOException {
        while (!tables.isEmpty()) {
            endRow();
            tables.pop();
        }
        endParagraph();
    }

    private void lineBreak() {
        text.append('\n');
        spaceBefore = false;
    }

    private String takeText() {
        String all = text.toString();
        text.setLength(0);
        spaceBefore = false;
        return all;
    }

    private void endParagraph() throws IOException {
        String paragraph = takeText();
        if (paragraph.isBlank() || paragraph.equals("\u2022 ")) {
            return;
        }
        Table table = tables.peek();
        if (table != null && !table.cells.isEmpty()) {
            table.cells.getLast().add(paragraph.strip());
        } else if (typed > 0) {
            for (String row : paragraph.split("\r\n|\r|\n", -1)) {
                flow.typedLine(row);
            }
        } else {
            flow.paragraph(paragraph);
        }
    }

    private void endRow() throws IOException {
        endParagraph();
        Table table = tables.peek();
        if (table == null || table.cells.isEmpty()) {
            return;
        }
        List<List<String>> cells = List.copyOf(table.cells);
        boolean places = table.places;
        table.cells.clear();
        table.places = false;
        if (tables.size() > 1) {
            outerCell(cells);
            return;
        }
        List<String> row = cells.stream().map(c -> String.join("\n", c)).toList();
        if (places || row.stream().anyMatch(c -> c.length() > LONG_CELL)) {
            for (List<String> cell : cells) {
                for (String paragraph : cell) {
                    flow.paragraph(paragraph);
                }
            }
        } else {
            flow.row(row);
        }
    }

    /** A row of a table in a table becomes a line of the cell around it. */
    private void outerCell(List<List<String>> cells) {
        Table inner = tables.pop();
        Table outer = tables.peek();
        if (outer != null) {
            if (outer.cells.isEmpty()) {
                outer.cells.add(new ArrayList<>());
            }
            String line = String.join(
                    "   ",
                    cells.stream()
                            .flatMap(List::stream)
                            .filter(c -> !c.isBlank())
                            .toList());
            if (!line.isBlank()) {
                outer.cells.getLast().add(line);
            }
        }
        tables.push(inner);
    }
}
