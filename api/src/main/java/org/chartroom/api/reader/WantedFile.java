package org.chartroom.api.reader;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;

/** A file that is to be read, as readers are asked for it; of what they answer nothing is believed beyond its spool. */
record WantedFile(Path file, ReadRequest request) {
    Ask ask() {
        return new Ask.Read(
                file.toAbsolutePath().toString(),
                request.name(),
                request.password(),
                request.settings(),
                request.standing(),
                request.budgets().maxBytes(),
                request.budgets().maxPagesPerFile(),
                request.budgets().maxPixelsPerPage(),
                request.budgets().maxAttachments(),
                request.budgets().perPage().toMillis(),
                request.spool().toAbsolutePath().toString(),
                switch (request.pages()) {
                    case PageSelection.All(), PageSelection.HandedOut _ -> List.of();
                    case PageSelection.Some(List<Integer> pages) -> pages;
                });
    }

    PageRead page(Tell.Page page) throws ReaderProcess.LostException {
        Optional<Path> image = inSpool(page.image());
        Optional<Path> thumbnail = inSpool(page.thumbnail());
        try {
            return new PageRead(
                    page.sourcePage(),
                    page.outcome(),
                    page.geometry(),
                    image,
                    thumbnail,
                    page.barcodes(),
                    page.steps(),
                    page.elapsedMs());
        } catch (IllegalArgumentException e) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
    }

    AttachmentRead attachment(Tell.Attachment attachment) throws ReaderProcess.LostException {
        return new AttachmentRead(
                attachment.name(), attachment.mediaType(), inSpool(request.spool(), attachment.file()));
    }

    private Optional<Path> inSpool(Optional<String> name) throws ReaderProcess.LostException {
        return name.isEmpty() ? Optional.empty() : Optional.of(inSpool(request.spool(), name.get()));
    }

    /** A reader names files; one that was taken over by what it read could name others than its own. */
    static Path inSpool(Path spool, String name) throws ReaderProcess.LostException {
        Path folder = spool.toAbsolutePath().normalize();
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
        }
        for (Path at = file.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                throw new ReaderProcess.LostException(ReaderLoss.GARBLED);
            }
        }
        return file;
    }
}
