package org.chartroom.ingest.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageSource;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.office.HtmlText;
import org.chartroom.ingest.office.PageFont;
import org.chartroom.ingest.office.PictureSize;
import org.chartroom.ingest.office.TextFlow;
import org.chartroom.ingest.office.TextRendition;
import org.chartroom.ingest.office.TooMuchText;
import org.chartroom.ingest.sniff.ContentSniffer;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.ingest.sniff.Sniffed;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.chartroom.ingest.sniff.UnpackingLimits;
import org.chartroom.models.text.PageProblem;

/**
 * Reads e-mail: the header people see, the text and a list of what came with it become pages; what came with it is handed
 * out, each a document of its own, whatever its Content-Disposition says.
 *
 * <p>Two things are not handed out, and the page says so: pictures that the text shows and that are too small to be a page
 * (logos, lines, signatures in a mail's footer), and the seals of signed mail. A message that is itself attached is handed
 * out whole.
 */
public final class MailPages implements PageSource {
    /** Outlook messages are taken apart in memory. */
    private static final long LONGEST_MSG = 256L << 20;

    private static final long LONGEST_TNEF = 64L << 20;
    /** Below this share of the HTML's length, the plain text is only a note that there is HTML. */
    private static final int PLAIN_SHARE = 5;

    private static final int MOST_NAMED = 20;

    private final PageFont font = new PageFont();
    private final ContentSniffer sniffer = new ContentSniffer();

    @Override
    public Set<FileKind> kinds() {
        return Set.of(FileKind.MAIL);
    }

    @Override
    public FileOutcome read(Path file, Sniffed sniffed, ReadRequest request, ReadSink sink) throws IOException {
        Spool spool = new Spool(request.spool(), limits(request));
        Message message;
        if (sniffed.mediaType().equals("application/vnd.ms-outlook")) {
            if (Files.size(file) > LONGEST_MSG) {
                return new FileOutcome.Failed(
                        PageProblem.TOO_LARGE, "The message is too long to be taken apart; it is kept as it came.");
            }
            try {
                message = MsgReader.read(file, spool);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (IOException | RuntimeException e) {
                spool.clear();
                return new FileOutcome.Failed(
                        PageProblem.CORRUPT, "The message is damaged. Ask the sender for it again.");
            }
        } else {
            message = EmlReader.read(file, spool);
        }
        if (message.encrypted()) {
            spool.clear();
            return new FileOutcome.Held(
                    PageProblem.ENCRYPTED,
                    "The message is encrypted for one receiver. Open it in that receiver's mail program and send on what"
                            + " it holds.");
        }
        return deliver(message, sniffed, request, spool, sink);
    }

    private FileOutcome deliver(Message message, Sniffed sniffed, ReadRequest request, Spool spool, ReadSink sink)
            throws IOException {
        Set<String> shown = new HashSet<>();
        for (Message.Body body : message.bodies()) {
            if (!body.html().isBlank()) {
                shown.addAll(HtmlText.of(body.html()).picturesShown());
            }
        }
        List<AttachmentRead> attachments = new ArrayList<>();
        List<String> adornments = new ArrayList<>();
        List<String> leftOut = new ArrayList<>(message.leftOut());
        for (Message.Part part : message.parts()) {
            sort(part, shown, spool, attachments, adornments, leftOut);
        }
        sink.opened(new FileFacts(sniffed.mediaType(), FileKind.MAIL, OptionalInt.empty()));
        TextRendition rendition = new TextRendition(request, sink, font);
        String longText = "";
        try {
            header(message, attachments, adornments, leftOut, rendition);
            for (Message.Body body : message.bodies()) {
                text(body, rendition);
            }
            rendition.close();
        } catch (TextRendition.TooManyPages | TooMuchText e) {
            longText = "" + e.getMessage();
        }
        for (AttachmentRead attachment : attachments) {
            sink.attachment(attachment);
        }
        if (!longText.isEmpty()) {
            return new FileOutcome.Failed(PageProblem.TOO_LARGE, longText);
        }
        if (!leftOut.isEmpty()) {
            return new FileOutcome.Failed(
                    PageProblem.TOO_LARGE,
                    leftOut.size()
                            + " of the files attached to the message were not taken out: more than one message may"
                            + " bring. They are only in the message itself, which is kept.");
        }
        return message.brokenOff()
                ? new FileOutcome.Failed(
                        PageProblem.CORRUPT,
                        "The message breaks off before its end; what came until then was read. Ask the sender for it again.")
                : new FileOutcome.Read(rendition.pages());
    }

    /** Hands a part out, or leaves it as part of the text, or leaves out what is more than the limits allow. */
    private void sort(
            Message.Part part,
            Set<String> shown,
            Spool spool,
            List<AttachmentRead> attachments,
            List<String> adornments,
            List<String> leftOut)
            throws IOException {
        UnpackedFile file = part.file();
        Sniffed sniffed = sniffer.sniff(file.file());
        boolean seal = part.claimedType().endsWith("pkcs7-signature")
                || part.claimedType().endsWith("pgp-signature")
                || part.claimedType().equals("application/pgp-encrypted");
        boolean shownPicture = sniffed.kind() == FileKind.IMAGE
                && shown.contains(part.contentId())
                && !PictureSize.of(file.file()).couldBeAPage();
        if (seal || shownPicture) {
            adornments.add(file.name());
            Files.delete(file.file());
        } else if (isTnef(part, sniffed) && file.bytes() <= LONGEST_TNEF) {
            sortTnef(file, sniffed, spool, attachments, leftOut);
        } else {
            attachments.add(new AttachmentRead(file.name(), sniffed.mediaType(), file.file()));
        }
    }

    private static boolean isTnef(Message.Part part, Sniffed sniffed) {
        return part.claimedType().endsWith("ms-tnef")
                || part.file().name().toLowerCase(Locale.ROOT).equals("winmail.dat")
                || sniffed.mediaType().equals("application/vnd.ms-tnef");
    }

    /** Outlook's {@code winmail.dat}: the attachments are in it, and no other program can show them. */
    private void sortTnef(
            UnpackedFile file, Sniffed sniffed, Spool spool, List<AttachmentRead> attachments, List<String> leftOut)
            throws IOException {
        List<Attachment> inside;
        try (InputStream in = Files.newInputStream(file.file())) {
            inside = new HMEFMessage(in).getAttachments();
        } catch (IOException | RuntimeException e) {
            attachments.add(new AttachmentRead(file.name(), sniffed.mediaType(), file.file()));
            return;
        }
        for (Attachment each : inside) {
            String name = each.getLongFilename() == null ? each.getFilename() : each.getLongFilename();
            byte[] contents;
            try {
                contents = each.getContents();
            } catch (RuntimeException e) {
                contents = new byte[0];
            }
            try {
                UnpackedFile kept = spool.keep(name == null ? "" : name, new ByteArrayInputStream(contents), -1);
                attachments.add(new AttachmentRead(
                        kept.name(), sniffer.sniff(kept.file()).mediaType(), kept.file()));
            } catch (Spool.LimitReached e) {
                leftOut.add(Spool.shown(name == null ? "" : name));
            }
        }
    }

    private static void header(
            Message message,
            List<AttachmentRead> attachments,
            List<String> adornments,
            List<String> leftOut,
            TextFlow flow)
            throws IOException {
        if (!message.subject().isBlank()) {
            flow.heading(message.subject());
        }
        for (String name : List.of("From", "To", "Cc", "Date", "Subject")) {
            String value = message.headers().getOrDefault(name, "");
            if (!value.isBlank()) {
                flow.paragraph(name + ": " + value);
            }
        }
        if (!attachments.isEmpty()) {
            flow.paragraph("Attachments: "
                    + String.join(
                            ", ", attachments.stream().map(AttachmentRead::name).toList()));
        }
        if (!adornments.isEmpty()) {
            flow.paragraph("Part of the text, not kept apart: " + String.join(", ", adornments));
        }
        if (!leftOut.isEmpty()) {
            String more = leftOut.size() > MOST_NAMED ? " and " + (leftOut.size() - MOST_NAMED) + " more" : "";
            flow.paragraph("Not taken out, only in the message itself: "
                    + String.join(", ", leftOut.subList(0, Math.min(MOST_NAMED, leftOut.size()))) + more);
        }
        flow.rule();
    }

    private static void text(Message.Body body, TextFlow flow) throws IOException {
        if (!body.html().isBlank()) {
            HtmlText html = HtmlText.of(body.html());
            if (body.plain().strip().length() < html.plain().length() / PLAIN_SHARE
                    || body.plain().isBlank()) {
                html.into(flow);
                return;
            }
        }
        for (String line : body.plain().split("\r\n|\r|\n", -1)) {
            flow.typedLine(line);
        }
    }

    private static UnpackingLimits limits(ReadRequest request) {
        long most = request.budgets().maxBytes();
        return new UnpackingLimits(Math.max(1, request.budgets().maxAttachments()), most, most, 1_000);
    }
}
