package org.chartroom.api.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.chartroom.ingest.pdf.SearchablePdf;

/** Writes what was read from a file, and from the files inside it, as one searchable PDF/A. */
final class PdfOutput {
    private PdfOutput() {}

    /**
     * Writes it beside {@code target} first, so that a file of that name is always whole.
     *
     * @param result with its page images
     * @param spool existing folder for what does not fit in memory
     */
    static void write(FileResult result, Path target, Path spool, Clock clock) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        String name = String.valueOf(result.file().getFileName());
        try (SearchablePdf pdf = new SearchablePdf(spool, name, name, clock)) {
            add(pdf, result);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                pdf.writeTo(out);
            }
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void add(SearchablePdf pdf, FileResult result) throws IOException {
        for (FileResult.Page page : result.pages()) {
            if (page.image().isPresent() && page.geometry().isPresent()) {
                try (InputStream in = Files.newInputStream(page.image().get())) {
                    pdf.scan(in, page.geometry().get(), page.words());
                }
            } else if (page.problem().isEmpty()) {
                pdf.print(page.text());
            } else {
                pdf.print("Page " + page.number() + " could not be read: " + page.detail());
            }
        }
        for (FileResult attachment : result.attachments()) {
            if (!attachment.read() && attachment.pages().isEmpty()) {
                pdf.print(attachment.name() + " could not be read: " + attachment.message());
            }
            add(pdf, attachment);
        }
        if (pdf.pages() == 0) {
            pdf.print("");
        }
    }
}
