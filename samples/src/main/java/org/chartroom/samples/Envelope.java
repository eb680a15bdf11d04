package org.chartroom.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The kinds of file that arrivals come in. */
final class Envelope {
    private Envelope() {}

    /** A multi-page TIFF. {@code compression} is one of the JDK writer's names, such as {@code CCITT T.6}. */
    static byte[] tiff(List<BufferedImage> pages, String compression, int xDpi, int yDpi) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
                if (compression.equals("JPEG")) {
                    param.setCompressionQuality(0.5f);
                }
                IIOMetadata metadata =
                        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(page), param);
                TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
                BaselineTIFFTagSet tags = BaselineTIFFTagSet.getInstance();
                directory.addTIFFField(new TIFFField(
                        tags.getTag(BaselineTIFFTagSet.TAG_X_RESOLUTION), TIFFTag.TIFF_RATIONAL, 1, new long[][] {
                            {xDpi, 1}
                        }));
                directory.addTIFFField(new TIFFField(
                        tags.getTag(BaselineTIFFTagSet.TAG_Y_RESOLUTION), TIFFTag.TIFF_RATIONAL, 1, new long[][] {
                            {yDpi, 1}
                        }));
                directory.addTIFFField(new TIFFField(
                        tags.getTag(BaselineTIFFTagSet.TAG_RESOLUTION_UNIT), BaselineTIFFTagSet.RESOLUTION_UNIT_INCH));
                writer.writeToSequence(new IIOImage(page, null, directory.getAsMetadata()), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same JPEG with an EXIF orientation (1 to 8), as phones write it. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + exif.length);
        out.write(jpeg, 0, 2);
        out.writeBytes(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A PDF of page images and nothing else, as a scanner makes it. */
    static byte[] scannedPdf(List<BufferedImage> pages, boolean bitonal, int dpi) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (BufferedImage image : pages) {
                PDRectangle size = new PDRectangle(image.getWidth() * 72f / dpi, image.getHeight() * 72f / dpi);
                PDPage page = new PDPage(size);
                document.addPage(page);
                PDImageXObject picture = bitonal
                        ? CCITTFactory.createFromImage(document, image)
                        : JPEGFactory.createFromImage(document, image, 0.7f, dpi);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(picture, 0, 0, size.getWidth(), size.getHeight());
                }
            }
            return saved(document, pages.size());
        }
    }

    /** A born-digital PDF whose later pages are scans: mixed page by page. */
    static byte[] mixedPdf(byte[] digital, List<BufferedImage> scans, int dpi) throws IOException {
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(digital)) {
            for (BufferedImage image : scans) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            JPEGFactory.createFromImage(document, image, 0.7f, dpi),
                            0,
                            0,
                            PDRectangle.LETTER.getWidth(),
                            PDRectangle.LETTER.getHeight());
                }
            }
            return saved(document, scans.size() + 17);
        }
    }

    /**
     * The same PDF, to be opened only with this password. Encryption draws random keys, so this is the one kind of
     * file that differs from run to run.
     */
    static byte[] locked(byte[] pdf, String password) throws IOException {
        try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy(password + "-owner", password, new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] saved(PDDocument document, int id) throws IOException {
        Calendar when = new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
        when.setTimeInMillis(Office.TODAY.toEpochDay() * 86_400_000L);
        document.getDocumentInformation().setCreationDate(when);
        document.setDocumentId((long) id);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** A file attached to a mail. */
    record Attached(String name, String mediaType, byte[] bytes) {}

    static byte[] mail(String from, String subject, String body, List<Attached> attachments) {
        StringBuilder mail = new StringBuilder();
        mail.append("From: ").append(from).append("\r\n");
        mail.append("To: records@millbrook-family.example\r\n");
        mail.append("Date: Mon, 16 Mar 2026 09:12:00 -0400\r\n");
        mail.append("Subject: ").append(subject).append("\r\n");
        mail.append("Message-ID: <")
                .append(Integer.toHexString(subject.hashCode()))
                .append("@sender.example>\r\n");
        mail.append("MIME-Version: 1.0\r\n");
        mail.append("Content-Type: multipart/mixed; boundary=\"=_chartroom_sample\"\r\n\r\n");
        mail.append(
                "--=_chartroom_sample\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        mail.append(body.replace("\n", "\r\n")).append("\r\n");
        Base64.Encoder base64 = Base64.getMimeEncoder();
        for (Attached attached : attachments) {
            mail.append("--=_chartroom_sample\r\nContent-Type: ")
                    .append(attached.mediaType())
                    .append("\r\n");
            mail.append("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"")
                    .append(attached.name())
                    .append("\"\r\n\r\n");
            mail.append(base64.encodeToString(attached.bytes())).append("\r\n");
        }
        mail.append("--=_chartroom_sample--\r\n");
        return mail.toString().getBytes(StandardCharsets.UTF_8);
    }
}
