package org.chartroom.ingest.office;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;

/**
 * Takes what is embedded in a document out of it. Everything is kept but what only adorns: previews, drawings in Windows'
 * own vector formats, and pictures too small to be a page. Nothing embedded is parsed here, so that documents in
 * documents in documents cost nothing.
 */
final class EmbeddedFiles implements EmbeddedDocumentExtractor {
    private final Spool spool;
    private final ContentSniffer sniffer = new ContentSniffer();
    private final List<AttachmentRead> taken = new ArrayList<>();
    private int leftOut;
    private @Nullable IOException failure;

    EmbeddedFiles(Spool spool) {
        this.spool = spool;
    }

    /** What was taken out, in the document's order. */
    List<AttachmentRead> taken() {
        return List.copyOf(taken);
    }

    /** How many files were left in the document because of the limits. */
    int leftOut() {
        return leftOut;
    }

    /** What went wrong on our own disk. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    void discard() throws IOException {
        spool.clear();
        taken.clear();
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return !TikaCoreProperties.EmbeddedResourceType.THUMBNAIL
                .toString()
                .equals(metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE));
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws IOException {
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        UnpackedFile file;
        try {
            file = spool.keep(name == null ? "" : name, stream, -1);
        } catch (Spool.LimitReached e) {
            leftOut++;
            return;
        }
        try {
            Sniffed sniffed = sniffer.sniff(file.file());
            if (isAdornment(sniffed, file)) {
                Files.delete(file.file());
            } else {
                taken.add(new AttachmentRead(file.name(), sniffed.mediaType(), file.file()));
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private static boolean isAdornment(Sniffed sniffed, UnpackedFile file) {
        return switch (sniffed.kind()) {
            case EMPTY -> true;
            case IMAGE ->
                sniffed.mediaType().equals("image/emf")
                        || sniffed.mediaType().equals("image/wmf")
                        || !PictureSize.of(file.file()).couldBeAPage();
            case UNKNOWN -> sniffed.mediaType().equals("application/x-ole-storage");
            case PDF, MAIL, OFFICE, TEXT, HTML, AUDIO, ARCHIVE -> false;
        };
    }
}
