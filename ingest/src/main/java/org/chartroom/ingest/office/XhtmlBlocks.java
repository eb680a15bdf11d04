package org.chartroom.ingest.office;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Feeds the XHTML that Tika's parsers speak into {@link Blocks}, and remembers a failure of our own side. */
final class XhtmlBlocks extends DefaultHandler {
    private final Blocks blocks;
    private int hidden;
    private boolean empty = true;
    private @Nullable IOException failure;

    XhtmlBlocks(Blocks blocks) {
        this.blocks = blocks;
    }

    /** What the receiver of the blocks threw, as opposed to the parser. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether no text has come yet. */
    boolean isEmpty() {
        return empty;
    }

    void finish() throws IOException {
        blocks.finish();
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        if (isHidden(localName)) {
            hidden++;
        }
        if (hidden == 0) {
            passing(() -> blocks.start(localName));
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        if (hidden == 0) {
            passing(() -> blocks.end(localName));
        }
        if (isHidden(localName)) {
            hidden = Math.max(0, hidden - 1);
        }
    }

    @Override
    public void characters(char[] run, int start, int length) throws SAXException {
        if (hidden == 0 && length > 0) {
            empty = false;
            passing(() -> blocks.characters(CharBuffer.wrap(run, start, length)));
        }
    }

    @Override
    public void ignorableWhitespace(char[] run, int start, int length) throws SAXException {
        if (hidden == 0) {
            passing(() -> blocks.characters(" "));
        }
    }

    private static boolean isHidden(String name) {
        return name.equals("head") || name.equals("script") || name.equals("style");
    }

    private interface Step {
        void run() throws IOException;
    }

    private void passing(Step step) throws SAXException {
        try {
            step.run();
        } catch (IOException e) {
            failure = e;
            throw new SAXException(e);
        }
    }
}
