package org.chartroom.ingest.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.office.PageFont;
import org.chartroom.ingest.office.TextRendition;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.Unpacked;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.chartroom.ingest.sniff.Unpacking;
import org.chartroom.ingest.sniff.UnpackingLimits;
import org.chartroom.models.text.PageProblem;

/**
 * Takes ZIP archives apart: the files in them are handed out, and a list of them becomes the archive's own page. Other
 * archives are kept and not taken apart.
 */
public final class ArchivePages implements PageSource {
    private static final int RATIO = 200;

    private final PageFont font = new PageFont();
    private final ContentSniffer sniffer = new ContentSniffer();

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.ARCHIVE);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        if (!sniffed.mediaType().equals("application/zip")) {
            return new FileOutcome.Failed(
                    PageProblem.UNSUPPORTED,
                    "Archives of the type " + sniffed.mediaType()
                            + " are kept but not unpacked. Unpack it and send the files, or send a ZIP archive.");
        }
        long most = request.budgets().maxBytes();
        UnpackingLimits limits =
                new UnpackingLimits(Math.max(1, request.budgets().maxAttachments()), most, most, RATIO);
        return switch (new Unpacking(limits).unpack(file, request.spool())) {
            case Unpacked.NeedsPassword() ->
                new FileOutcome.Held(
                        PageProblem.ENCRYPTED,
                        "The archive needs a password. Unpack it with the password and send the files in it.");
            case Unpacked.TooLarge(String reason) ->
                new FileOutcome.Failed(
                        PageProblem.TOO_LARGE,
                        "The archive " + reason + ". It is kept as it came; send the files in smaller parts.");
            case Unpacked.Damaged(String reason) ->
                new FileOutcome.Failed(
                        PageProblem.CORRUPT, "Not unpacked: " + reason + ". Ask the sender for it again.");
            case Unpacked.Files files -> deliver(files, request, sink);
        };
    }

    private FileOutcome deliver(Unpacked.Files unpacked, ReadRequest request, ReadSink sink) throws IOException {
        sink.opened(new FileFacts("application/zip", FileKind.ARCHIVE, OptionalInt.empty()));
        TextRendition list = new TextRendition(request, sink, font);
        try (list) {
            list.heading(request.name().isBlank() ? "Archive" : "Archive " + Spool.shown(request.name()));
            list.paragraph(unpacked.files().size() + (unpacked.files().size() == 1 ? " file" : " files"));
            for (UnpackedFile each : unpacked.files()) {
                list.paragraph(each.name() + " (" + each.bytes() + " bytes)");
            }
            for (String name : unpacked.damaged()) {
                list.paragraph(name + " (damaged, not unpacked)");
            }
            for (Unpacked.LeftOut each : unpacked.leftOut()) {
                list.paragraph(each.name() + " (left in the archive, which " + each.reason() + ")");
            }
        }
        for (UnpackedFile each : unpacked.files()) {
            sink.attachment(
                    new AttachmentRead(each.name(), sniffer.sniff(each.file()).mediaType(), each.file()));
        }
        if (!unpacked.leftOut().isEmpty()) {
            return new FileOutcome.Failed(
                    PageProblem.TOO_LARGE,
                    unpacked.leftOut().size() + " of the archive's files were left in it: it "
                            + unpacked.leftOut().getFirst().reason()
                            + ". The others were unpacked. Send the rest in a smaller archive.");
        }
        return unpacked.damaged().isEmpty()
                ? new FileOutcome.Read(list.pages())
                : new FileOutcome.Failed(
                        PageProblem.CORRUPT,
                        unpacked.damaged().size() + " of the archive's files are damaged; the others were unpacked.");
    }
}
