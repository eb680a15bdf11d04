package org.chartroom.ingest.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.PasswordProvider;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.Unpacked;
import org.chartroom.ingest.sniff.Unpacking;
import org.chartroom.ingest.sniff.UnpackingLimits;
import org.chartroom.models.text.PageProblem;
import org.xml.sax.SAXException;

/**
 * Reads word processors' and spreadsheets' documents: DOCX, ODT, RTF, and their older and wider relatives. Text in
 * reading order with headers, tables and notes; deleted text is left out. Pictures large enough to be scans, and files
 * embedded in the document, are handed out as attachments, which are documents of their own: a scan pasted into a letter
 * is read like any other scan.
 */
public final class OfficePages implements PageSource {
    private static final long MOST_CHARACTERS = 20_000_000;
    /** Of the parts of one document, unpacked. */
    private static final UnpackingLimits LIMITS = new UnpackingLimits(10_000, 256L << 20, 512L << 20, 200);

    private static final String PROTECTED =
            "The document is protected. Give its password, or ask the sender for a copy without one.";
    private static final String DAMAGED = "The document is damaged and cannot be opened. Ask the sender for it again.";
    private static final String BROKEN_OFF =
            "The document is damaged; what could be read of it was. Ask the sender for it again.";

    private final PageFont font = new PageFont();
    private final Parser ooxml = new OOXMLParser();
    private final Parser older = new OfficeParser();
    private final Parser rtf = new RTFParser();
    private final Parser openDocument = new OpenDocumentParser();

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.OFFICE);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        boolean damaged = false;
        if (sniffed.mediaType().startsWith("application/vnd.o")) {
            // Tika passes over a damaged part in silence, and half a letter looks like a whole one.
            switch (new Unpacking(LIMITS).verify(file)) {
                case Unpacked.Files whole -> {
                    if (!whole.leftOut().isEmpty()) {
                        return tooLarge(whole.leftOut().getFirst().reason());
                    }
                    damaged = !whole.damaged().isEmpty();
                }
                case Unpacked.NeedsPassword() -> {
                    return new FileOutcome.Held(PageProblem.ENCRYPTED, PROTECTED);
                }
                case Unpacked.TooLarge(String reason) -> {
                    return tooLarge(reason);
                }
                case Unpacked.Damaged damagedWhole -> {
                    return new FileOutcome.Failed(PageProblem.CORRUPT, DAMAGED);
                }
            }
        }
        EmbeddedFiles embedded = new EmbeddedFiles(new Spool(request.spool(), limits(request)));
        OpenedLate opened =
                new OpenedLate(sink, new FileFacts(sniffed.mediaType(), sniffed.kind(), OptionalInt.empty()));
        TextRendition rendition = new TextRendition(request, opened, font);
        FileOutcome outcome = parse(file, sniffed, request, rendition, embedded);
        if (outcome instanceof FileOutcome.Held) {
            embedded.discard();
            return outcome;
        }
        for (AttachmentRead attachment : embedded.taken()) {
            opened.attachment(attachment);
        }
        return damaged && outcome instanceof FileOutcome.Read
                ? new FileOutcome.Failed(PageProblem.CORRUPT, BROKEN_OFF)
                : outcome;
    }

    private static FileOutcome tooLarge(String reason) {
        return new FileOutcome.Failed(PageProblem.TOO_LARGE, "The document " + reason + ". It is kept as it came.");
    }

    private FileOutcome parse(
            Path file, Sniffed sniffed, ReadRequest request, TextRendition rendition, EmbeddedFiles embedded)
            throws IOException {
        XhtmlBlocks handler = new XhtmlBlocks(new Blocks(rendition, MOST_CHARACTERS));
        try (InputStream in = TikaInputStream.get(file)) {
            Metadata metadata = new Metadata();
            metadata.set(Metadata.CONTENT_TYPE, sniffed.mediaType());
            parserOf(sniffed.mediaType()).parse(in, handler, metadata, context(request, embedded));
        } catch (EncryptedDocumentException | org.apache.poi.EncryptedDocumentException e) {
            return new FileOutcome.Held(PageProblem.ENCRYPTED, PROTECTED);
        } catch (SAXException | TikaException | IOException | RuntimeException | StackOverflowError e) {
            if (embedded.failure().isPresent()) {
                throw embedded.failure().get();
            }
            return brokenOff(handler, rendition);
        }
        try {
            handler.finish();
            rendition.close();
        } catch (TextRendition.TooManyPages | TooMuchText e) {
            return new FileOutcome.Failed(PageProblem.TOO_LARGE, "" + e.getMessage());
        }
        return embedded.leftOut() > 0
                ? new FileOutcome.Failed(
                        PageProblem.TOO_LARGE,
                        embedded.leftOut()
                                + " of the files in the document were not taken out: more than one file may hold."
                                + " They are only in the document itself, which is kept.")
                : new FileOutcome.Read(rendition.pages());
    }

    /** Parsing ended early: by our own limits, by our own disk, or because the document is damaged. */
    private static FileOutcome brokenOff(XhtmlBlocks handler, TextRendition rendition) throws IOException {
        if (handler.failure().isPresent()) {
            IOException failure = handler.failure().get();
            if (failure instanceof TextRendition.TooManyPages || failure instanceof TooMuchText) {
                return new FileOutcome.Failed(PageProblem.TOO_LARGE, "" + failure.getMessage());
            }
            throw failure;
        }
        if (!handler.isEmpty()) {
            try {
                handler.finish();
                rendition.close();
            } catch (TextRendition.TooManyPages e) {
                return new FileOutcome.Failed(PageProblem.TOO_LARGE, "" + e.getMessage());
            }
            return new FileOutcome.Failed(PageProblem.CORRUPT, BROKEN_OFF);
        }
        return new FileOutcome.Failed(PageProblem.CORRUPT, DAMAGED);
    }

    private Parser parserOf(String mediaType) {
        if (mediaType.equals("application/rtf") || mediaType.equals("text/rtf")) {
            return rtf;
        }
        if (mediaType.startsWith("application/vnd.openxmlformats-officedocument.")) {
            return ooxml;
        }
        return mediaType.startsWith("application/vnd.oasis.opendocument.") ? openDocument : older;
    }

    private static ParseContext context(ReadRequest request, EmbeddedFiles embedded) {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setUseSAXDocxExtractor(true);
        config.setIncludeDeletedContent(false);
        config.setIncludeMoveFromContent(false);
        config.setExtractMacros(false);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, config);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        request.password().ifPresent(given -> context.set(PasswordProvider.class, metadata -> given));
        return context;
    }

    private static UnpackingLimits limits(ReadRequest request) {
        long most = request.budgets().maxBytes();
        return new UnpackingLimits(Math.max(1, request.budgets().maxAttachments()), most, most, 1_000);
    }
}
