package org.chartroom.ingest.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** The text of an Outlook message that comes in rich text only. */
final class RtfBody {
    private static final int MOST_CHARACTERS = 4_000_000;

    private RtfBody() {}

    static String text(String rtf) throws IOException {
        BodyContentHandler text = new BodyContentHandler(MOST_CHARACTERS);
        try {
            new RTFParser()
                    .parse(
                            new ByteArrayInputStream(rtf.getBytes(StandardCharsets.ISO_8859_1)),
                            text,
                            new Metadata(),
                            new ParseContext());
        } catch (SAXException | TikaException e) {
            // Too long, or damaged: what came until then is better than nothing, and the message itself is kept.
            return text.toString();
        }
        return text.toString();
    }
}
