package org.chartroom.ingest.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.models.text.PageProblem;

/**
 * Reads plain text, in whatever charset it is, line by line as it was typed, and web pages: their text only. Scripts do
 * not run, nothing they point to is fetched.
 */
public final class TextPages implements PageSource {
    /** More text than this is a database dump or a log, and would fill thousands of pages. */
    private static final long LONGEST = 32L << 20;

    private final PageFont font = new PageFont();

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.TEXT, FileKind.HTML);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        if (Files.size(file) > LONGEST) {
            return new FileOutcome.Failed(
                    PageProblem.TOO_LARGE,
                    "The text has more than " + (LONGEST >> 20) + " MiB; it is kept as it came.");
        }
        byte[] bytes = Files.readAllBytes(file);
        sink.opened(new FileFacts(sniffed.mediaType(), sniffed.kind(), OptionalInt.empty()));
        TextRendition rendition = new TextRendition(request, sink, font);
        try (rendition) {
            if (sniffed.kind() == FileKind.HTML) {
                HtmlText.of(bytes).into(rendition);
            } else {
                typed(Charsets.decode(bytes), rendition);
            }
        } catch (TextRendition.TooManyPages | TooMuchText e) {
            return new FileOutcome.Failed(PageProblem.TOO_LARGE, "" + e.getMessage());
        }
        return new FileOutcome.Read(rendition.pages());
    }

    private static void typed(String text, TextFlow flow) throws IOException {
        for (String line : text.split("\r\n|\r|\n", -1)) {
            flow.typedLine(line);
        }
    }
}
