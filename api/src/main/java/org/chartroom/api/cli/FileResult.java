package org.chartroom.api.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.Folders;
import org.chartroom.ingest.Barcode;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;

/**
 * What {@code read} got from one file.
 *
 * @param file as given
 * @param name the same for people; of an attachment its name in the file it was in
 * @param kind the family it was read in, lower case; empty when it was not opened
 * @param problem stable code of what went wrong; empty when it was read
 * @param message the same for a person
 * @param spool where its page images lie, until {@link #discard}
 */
record FileResult(
        Path file,
        String name,
        String kind,
        List<Page> pages,
        List<FileResult> attachments,
        String problem,
        String message,
        Optional<Path> spool,
        long elapsedMs) {
    /** One page; its image only where that was asked for. */
    record Page(
            int number,
            PageOutcome outcome,
            Optional<PageGeometry> geometry,
            List<Barcode> barcodes,
            Optional<Path> image) {
        String text() {
            return outcome instanceof PageOutcome.Content content
                    ? content.reading().text()
                    : "";
        }

        List<Word> words() {
            return outcome instanceof PageOutcome.Content content
                    ? content.reading().words()
                    : List.of();
        }

        double confidence() {
            return switch (outcome) {
                case PageOutcome.Content content -> content.reading().confidence();
                case PageOutcome.Blank _, PageOutcome.Separator _ -> 1;
                case PageOutcome.Rejected _ -> 0;
            };
        }

        String problem() {
            return switch (outcome) {
                case PageOutcome.Rejected rejected -> rejected.problem().code();
                case PageOutcome.Content(Reading.Unreadable unreadable) ->
                    unreadable.problem().code();
                case PageOutcome.Content _, PageOutcome.Blank _, PageOutcome.Separator _ -> "";
            };
        }

        String detail() {
            return switch (outcome) {
                case PageOutcome.Rejected rejected -> rejected.detail();
                case PageOutcome.Content(Reading.Unreadable unreadable) -> unreadable.detail();
                case PageOutcome.Content _, PageOutcome.Blank _, PageOutcome.Separator _ -> "";
            };
        }
    }

    boolean read() {
        return problem.isEmpty();
    }

    static FileResult failed(Path file, String name, String problem, String message) {
        return new FileResult(file, name, "", List.of(), List.of(), problem, message, Optional.empty(), 0);
    }

    /** Deletes the page images, those of attachments too. */
    void discard() {
        spool.ifPresent(Folders::delete);
        attachments.forEach(FileResult::discard);
    }
}
