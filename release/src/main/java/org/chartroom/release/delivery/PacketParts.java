package org.chartroom.release.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** The documents of an approved packet, by its bookmarks: their pages are those of the packet, as they were verified. */
public final class PacketParts implements AutoCloseable {
    private final PDDocument packet;
    private final Path spool;

    /** @param spool existing folder; nothing is left in it after {@link #close} */
    public PacketParts(Path packet, Path spool) throws IOException {
        this.spool = spool;
        this.packet = Loader.loadPDF(
                packet.toFile(), MemoryUsageSetting.setupTempFileOnly().setTempDir(spool.toFile()).streamCache);
    }

    /**
     * One document of it.
     *
     * @param title as the list of contents has it
     * @param first page of the packet, from 1
     * @param last included
     */
    public record Part(String title, int first, int last) {
        /** How many pages it has. */
        public int pages() {
            return last - first + 1;
        }
    }

    /** All of them, first first. */
    public List<Part> list() throws IOException {
        List<Part> parts = new ArrayList<>();
        PDDocumentOutline outline = packet.getDocumentCatalog().getDocumentOutline();
        if (outline == null) {
            return parts;
        }
        int last = packet.getNumberOfPages();
        for (PDOutlineItem item : outline.children()) {
            PDPage page = item.findDestinationPage(packet);
            int first = page == null ? 0 : packet.getPages().indexOf(page) + 1;
            if (first < 1) {
                throw new IOException("a bookmark leads nowhere");
            }
            if (!parts.isEmpty()) {
                Part before = parts.removeLast();
                parts.add(new Part(before.title(), before.first(), first - 1));
            }
            parts.add(new Part(item.getTitle(), first, last));
        }
        return parts;
    }

    /** Writes one of them as a file of its own. */
    public void write(Part part, Path file) throws IOException {
        try (PDDocument own =
                        new PDDocument(MemoryUsageSetting.setupTempFileOnly().setTempDir(spool.toFile()).streamCache);
                OutputStream out = Files.newOutputStream(file)) {
            for (int page = part.first(); page <= part.last(); page++) {
                own.importPage(packet.getPage(page - 1));
            }
            own.getDocumentInformation().setProducer("Chartroom");
            own.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    @Override
    public void close() throws IOException {
        packet.close();
    }
}
