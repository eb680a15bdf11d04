package org.chartroom.ingest.sniff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Says what a file is by looking at its bytes. A name or a sender's claim never counts: a text file named
 * {@code dictation.wav} is text.
 *
 * <p>Reads at most {@value #HEAD} bytes of a file, and a bounded part of the table of contents of a ZIP or OLE container.
 * Safe for use by several threads.
 */
public final class ContentSniffer {
    private static final int HEAD = 65_536;

    /** Where readers of PDF still look for the header, after banners and byte order marks. */
    private static final int PDF_HEADER_WITHIN = 1024;

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final Set<String> ARCHIVES = Set.of(
            "application/zip",
            "application/java-archive",
            "application/x-tar",
            "application/x-gtar",
            "application/x-7z-compressed",
            "application/gzip",
            "application/x-bzip2",
            "application/x-bzip",
            "application/x-xz",
            "application/x-compress",
            "application/zstd",
            "application/x-lzma",
            "application/x-lz4",
            "application/x-rar-compressed",
            "application/vnd.ms-cab-compressed",
            "application/vnd.ms-tnef",
            "application/x-cpio",
            "application/x-archive",
            "application/x-arj",
            "application/mbox");

    private static final Set<String> TEXTUAL = Set.of(
            "application/xml",
            "application/json",
            "application/x-sh",
            "application/javascript",
            "application/sql",
            "application/x-hl7",
            "application/dif+xml",
            "application/rdf+xml",
            "application/x-mspublisher+xml",
            "image/svg+xml",
            "application/x-tex");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /**
     * What the file is.
     *
     * @param file a regular file that nobody writes to meanwhile
     * @throws IOException when the file cannot be read; never because of what is in it
     */
    public Sniffed sniff(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            return new Sniffed(UNKNOWN_TYPE, FileKind.EMPTY);
        }
        Sniffed byHead = byHead(head);
        return switch (byHead.mediaType()) {
            case "application/zip", "application/x-tika-ooxml", "application/x-tika-ooxml-protected" ->
                zip(file, byHead);
            case "application/x-tika-msoffice" -> ole(file);
            case "application/mbox" ->
                MailHeaders.begin(head) && MailHeaders.isSingleMessage(file)
                        ? new Sniffed("message/rfc822", FileKind.MAIL)
                        : byHead;
            default -> byHead;
        };
    }

    private Sniffed byHead(byte[] head) throws IOException {
        Optional<String> audio = new AudioMagic(head).mediaType();
        if (audio.isPresent()) {
            return new Sniffed(audio.get(), FileKind.AUDIO);
        }
        if (bigTiff(head)) {
            return new Sniffed("image/tiff", FileKind.IMAGE);
        }
        MediaType detected =
                types.detect(new ByteArrayInputStream(head), new Metadata()).getBaseType();
        String type = detected.toString().toLowerCase(Locale.ROOT);
        if (type.equals(UNKNOWN_TYPE) || type.startsWith("text/") || type.equals("message/rfc822")) {
            if (pdfHeader(head)) {
                return new Sniffed("application/pdf", FileKind.PDF);
            }
            if (MailHeaders.begin(head)) {
                return new Sniffed("message/rfc822", FileKind.MAIL);
            }
            if (type.equals("message/rfc822") || (type.equals(UNKNOWN_TYPE) && looksTyped(head))) {
                return new Sniffed("text/plain", FileKind.TEXT);
            }
        }
        return new Sniffed(type, kindOf(detected));
    }

    /**
     * Mostly ASCII, and nothing that no single-byte charset has: the general detector gives short letters with a few
     * accents up as binary.
     */
    private static boolean looksTyped(byte[] head) {
        int ascii = 0;
        for (byte b : head) {
            int c = b & 0xFF;
            boolean space = c == '\t' || c == '\n' || c == '\r' || c == '\f';
            if ((c < ' ' && !space) || c == 0x7F) {
                return false;
            }
            if (c < 0x7F) {
                ascii++;
            }
        }
        return ascii * 10L >= head.length * 7L;
    }

    /** The form of TIFF for files over 4 GiB, which some programs write always; the general detector knows it not. */
    private static boolean bigTiff(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 4), StandardCharsets.ISO_8859_1);
        return start.equals("II+\0") || start.equals("MM\0+");
    }

    /** The header at the beginning of a line within the first kilobyte, as PDF readers have always allowed. */
    private static boolean pdfHeader(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, PDF_HEADER_WITHIN), StandardCharsets.ISO_8859_1);
        int at = start.indexOf("%PDF-");
        while (at >= 0) {
            if (at == 0 || start.charAt(at - 1) < ' ' || start.charAt(at - 1) > 126) {
                return true;
            }
            at = start.indexOf("%PDF-", at + 1);
        }
        return false;
    }

    private FileKind kindOf(MediaType type) {
        String name = type.toString().toLowerCase(Locale.ROOT);
        if (name.equals("application/pdf")) {
            return FileKind.PDF;
        }
        if (name.equals("text/html") || name.equals("application/xhtml+xml")) {
            return FileKind.HTML;
        }
        if (name.equals("application/rtf") || name.equals("text/rtf")) {
            return FileKind.OFFICE;
        }
        if (ARCHIVES.contains(name)) {
            return FileKind.ARCHIVE;
        }
        if (TEXTUAL.contains(name) || name.startsWith("text/")) {
            return FileKind.TEXT;
        }
        if (name.startsWith("image/")) {
            return FileKind.IMAGE;
        }
        return types.getMediaTypeRegistry().isSpecializationOf(type, MediaType.TEXT_PLAIN)
                        || types.getMediaTypeRegistry().isSpecializationOf(type, MediaType.APPLICATION_XML)
                ? FileKind.TEXT
                : FileKind.UNKNOWN;
    }

    private static Sniffed zip(Path file, Sniffed plain) throws IOException {
        Optional<ZipDirectory> directory = ZipDirectory.of(file);
        if (directory.isEmpty()) {
            return new Sniffed("application/zip", FileKind.ARCHIVE);
        }
        String main = "";
        boolean contentTypes = false;
        for (String name : directory.get().names()) {
            contentTypes |= name.equals("[Content_Types].xml");
            if (main.isEmpty()) {
                main = switch (name) {
                    case "word/document.xml", "word/document2.xml" ->
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                    case "xl/workbook.xml" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                    case "ppt/presentation.xml" ->
                        "application/vnd.openxmlformats-officedocument.presentationml.presentation";
                    default -> "";
                };
            }
        }
        if (contentTypes && !main.isEmpty()) {
            return new Sniffed(main, FileKind.OFFICE);
        }
        return openDocument(file)
                .orElse(
                        plain.mediaType().equals("application/zip")
                                ? plain
                                : new Sniffed("application/zip", FileKind.ARCHIVE));
    }

    /** OpenDocument files begin with an uncompressed entry named {@code mimetype}: the specification asks for it. */
    private static Optional<Sniffed> openDocument(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(200);
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        int at = start.indexOf("mimetypeapplication/vnd.oasis.opendocument.");
        if (at != 30 && !(at > 30 && at < 80)) {
            return Optional.empty();
        }
        String family = start.substring(at + "mimetypeapplication/vnd.oasis.opendocument.".length());
        for (String known : new String[] {"text", "spreadsheet", "presentation"}) {
            if (family.startsWith(known)) {
                return Optional.of(new Sniffed("application/vnd.oasis.opendocument." + known, FileKind.OFFICE));
            }
        }
        return Optional.empty();
    }

    private static Sniffed ole(Path file) {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryNode root = container.getRoot();
            if (root.hasEntryCaseInsensitive("__properties_version1.0")) {
                return new Sniffed("application/vnd.ms-outlook", FileKind.MAIL);
            }
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                return new Sniffed("application/x-tika-ooxml-protected", FileKind.OFFICE);
            }
            if (root.hasEntryCaseInsensitive("WordDocument")) {
                return new Sniffed("application/msword", FileKind.OFFICE);
            }
            if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
                return new Sniffed("application/vnd.ms-excel", FileKind.OFFICE);
            }
            if (root.hasEntryCaseInsensitive("PowerPoint Document")) {
                return new Sniffed("application/vnd.ms-powerpoint", FileKind.OFFICE);
            }
        } catch (IOException | RuntimeException e) {
            // The container says it is one and cannot be opened: damaged, and nobody's to read. The bytes are kept.
            return new Sniffed("application/x-ole-storage", FileKind.UNKNOWN);
        }
        return new Sniffed("application/x-ole-storage", FileKind.UNKNOWN);
    }
}
