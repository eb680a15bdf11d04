package org.chartroom.ingest.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.chartroom.ingest.sniff.Spool;
import org.chartroom.ingest.sniff.UnpackedFile;
import org.jspecify.annotations.Nullable;

/** Takes an Outlook message apart. A message in it is written out as an Outlook message of its own. */
final class MsgReader {
    private static final String PROPERTIES = "__properties_version1.0";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm 'UTC'", Locale.ROOT);

    private MsgReader() {}

    /**
     * The message in a file.
     *
     * @param spool takes the attachments
     * @throws IOException when the file is damaged or cannot be read
     * @throws UncheckedIOException when the spool cannot be written
     */
    static Message read(Path file, Spool spool) throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
                MAPIMessage message = new MAPIMessage(container)) {
            message.setReturnNullOnMissingChunk(true);
            if (message.has7BitEncodingStrings()) {
                message.guess7BitEncoding();
            }
            return read(message, spool);
        } catch (ChunkNotFoundException e) {
            throw new IOException("the message lacks what every message has", e);
        }
    }

    private static Message read(MAPIMessage message, Spool spool) throws IOException, ChunkNotFoundException {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "From", message.getDisplayFrom());
        put(headers, "To", message.getDisplayTo());
        put(headers, "Cc", message.getDisplayCC());
        Calendar date = message.getMessageDate();
        if (date != null) {
            put(headers, "Date", DATE.format(date.toInstant().atZone(ZoneOffset.UTC)));
        }
        put(headers, "Subject", message.getSubject());
        List<Message.Body> bodies = new ArrayList<>();
        String plain = orEmpty(message.getTextBody());
        String html = orEmpty(message.getHtmlBody());
        if (!plain.isBlank() || !html.isBlank()) {
            bodies.add(new Message.Body(plain, html));
        } else if (!orEmpty(message.getRtfBody()).isBlank()) {
            bodies.add(new Message.Body(RtfBody.text(message.getRtfBody()), ""));
        }
        StringChunk messageClass = message.getMainChunks().getMessageClass();
        boolean encrypted = messageClass != null && "IPM.Note.SMIME".equalsIgnoreCase(messageClass.getValue());
        List<Message.Part> parts = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (AttachmentChunks attachment : message.getAttachmentFiles()) {
            try {
                keep(attachment, spool, parts);
            } catch (Spool.LimitReached e) {
                leftOut.add(Spool.shown(nameOf(attachment)));
            }
        }
        return new Message(headers, bodies, parts, encrypted, leftOut, false);
    }

    private static void keep(AttachmentChunks attachment, Spool spool, List<Message.Part> parts) throws IOException {
        String name = nameOf(attachment);
        byte[] bytes;
        if (attachment.isEmbeddedMessage()) {
            bytes = standingAlone(attachment.getAttachmentDirectory().getDirectory());
            name = (name.isEmpty() ? "message" : name) + ".msg";
        } else if (attachment.getAttachmentDirectory() != null) {
            bytes = container(attachment.getAttachmentDirectory().getDirectory());
        } else {
            byte[] data = attachment.getEmbeddedAttachmentObject();
            bytes = data == null ? new byte[0] : data;
        }
        UnpackedFile file;
        try {
            file = spool.keep(name, new ByteArrayInputStream(bytes), -1);
        } catch (Spool.LimitReached e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parts.add(new Message.Part(
                file,
                firstOf(attachment.getAttachMimeTag()),
                firstOf(attachment.getAttachContentId()).replaceAll("^<|>$", "")));
    }

    private static String nameOf(AttachmentChunks attachment) {
        return firstOf(
                attachment.getAttachLongFileName(), attachment.getAttachFileName(), attachment.getAttachDisplayName());
    }

    private static byte[] container(DirectoryNode directory) throws IOException {
        try (POIFSFileSystem copy = new POIFSFileSystem()) {
            EntryUtils.copyNodes(directory, copy.getRoot());
            return bytes(copy);
        }
    }

    /**
     * A message in a message has a property stream whose header is 8 bytes shorter than that of a message that stands
     * alone; without those, every date and number in it would be read from the wrong place.
     */
    private static byte[] standingAlone(DirectoryNode directory) throws IOException {
        try (POIFSFileSystem copy = new POIFSFileSystem()) {
            EntryUtils.copyNodes(directory, copy.getRoot());
            if (copy.getRoot().hasEntryCaseInsensitive(PROPERTIES)
                    && copy.getRoot().getEntryCaseInsensitive(PROPERTIES) instanceof DocumentEntry properties) {
                byte[] inner;
                try (InputStream in = new DocumentInputStream(properties)) {
                    inner = in.readAllBytes();
                }
                if (inner.length >= 24) {
                    byte[] alone = new byte[inner.length + 8];
                    System.arraycopy(inner, 0, alone, 0, 24);
                    System.arraycopy(inner, 24, alone, 32, inner.length - 24);
                    properties.delete();
                    copy.getRoot().createDocument(PROPERTIES, new ByteArrayInputStream(alone));
                }
            }
            return bytes(copy);
        }
    }

    private static byte[] bytes(POIFSFileSystem container) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        container.writeFilesystem(out);
        return out.toByteArray();
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            headers.put(name, value.replaceAll("\\p{Cc}", " ").strip());
        }
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String firstOf(@Nullable StringChunk... chunks) {
        return Arrays.stream(chunks)
                .filter(c -> c != null && c.getValue() != null && !c.getValue().isBlank())
                .map(c -> c.getValue().strip())
                .findFirst()
                .orElse("");
    }
}
