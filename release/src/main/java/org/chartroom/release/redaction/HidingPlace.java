package org.chartroom.release.redaction;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;

/** Where words stay behind in PDFs that somebody thought were redacted; each can be planted into a file. */
enum HidingPlace {
    /** A black box drawn over text that is still there. */
    LIVE_TEXT {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            write(document, secret, RenderingMode.FILL, "");
        }
    },
    /** The layer that OCR leaves under a picture. */
    INVISIBLE_TEXT {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            write(document, secret, RenderingMode.NEITHER, "");
        }
    },
    /** The state before an incremental save. */
    EARLIER_STATE {
        @Override
        void plant(PDDocument document, String secret) {
            throw new UnsupportedOperationException("planted into the file");
        }

        @Override
        void plantInto(Path file, String secret) throws IOException {
            Path before = file.resolveSibling(file.getFileName() + ".before");
            LIVE_TEXT.plantInto(file, secret);
            Files.move(file, before);
            try (PDDocument document = Loader.loadPDF(before.toFile());
                    OutputStream out = Files.newOutputStream(file)) {
                PDPage page = document.getPage(0);
                page.setContents(List.of());
                page.getCOSObject().setNeedToBeUpdated(true);
                document.saveIncremental(out);
            } finally {
                Files.deleteIfExists(before);
            }
        }
    },
    INFO {
        @Override
        void plant(PDDocument document, String secret) {
            document.getDocumentInformation().setTitle(secret);
        }
    },
    XMP {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            PDMetadata metadata = new PDMetadata(document);
            metadata.importXMPMetadata(("<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + secret + "</x:xmpmeta>")
                    .getBytes(StandardCharsets.UTF_8));
            document.getDocumentCatalog().setMetadata(metadata);
        }
    },
    ACTUAL_TEXT {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            write(document, "x", RenderingMode.FILL, secret);
        }
    },
    ANNOTATION {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            PDAnnotationText note = new PDAnnotationText();
            note.setContents(secret);
            note.setRectangle(new PDRectangle(10, 10, 20, 20));
            document.getPage(0).getAnnotations().add(note);
            document.getPage(0).setAnnotations(List.of(note));
        }
    },
    FORM_VALUE {
        @Override
        void plant(PDDocument document, String secret) {
            PDAcroForm form = new PDAcroForm(document);
            COSDictionary field = new COSDictionary();
            field.setName(COSName.FT, "Tx");
            field.setString(COSName.T, "name");
            field.setString(COSName.V, secret);
            COSArray fields = new COSArray();
            fields.add(field);
            form.getCOSObject().setItem(COSName.FIELDS, fields);
            document.getDocumentCatalog().setAcroForm(form);
        }
    },
    ATTACHMENT {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            PDEmbeddedFile file = new PDEmbeddedFile(
                    document, new ByteArrayInputStream(secret.getBytes(StandardCharsets.UTF_8)), COSName.FLATE_DECODE);
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setFile("note.txt");
            specification.setEmbeddedFile(file);
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("note", specification));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        }
    },
    BOOKMARK {
        @Override
        void plant(PDDocument document, String secret) {
            PDDocumentOutline outline = new PDDocumentOutline();
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(secret);
            outline.addLast(item);
            document.getDocumentCatalog().setDocumentOutline(outline);
        }
    },
    /** A smaller picture of the page as it was. */
    THUMBNAIL {
        @Override
        void plant(PDDocument document, String secret) throws IOException {
            PDImageXObject small = LosslessFactory.createFromImage(document, drawn(secret));
            document.getPage(0).getCOSObject().setItem(COSName.getPDFName("Thumb"), small);
        }
    },
    /** Parts of a picture that the page does not show. */
    CROPPED {
        @Override
        void plant(PDDocument document, String secret) {
            PDRectangle all = document.getPage(0).getMediaBox();
            document.getPage(0)
                    .setCropBox(new PDRectangle(0, all.getHeight() / 2, all.getWidth(), all.getHeight() / 2));
        }
    },
    /** A layer that is switched off. */
    LAYER {
        @Override
        void plant(PDDocument document, String secret) {
            COSDictionary group = new COSDictionary();
            group.setName(COSName.TYPE, "OCG");
            group.setString(COSName.NAME, secret);
            COSArray groups = new COSArray();
            groups.add(group);
            COSDictionary properties = new COSDictionary();
            properties.setItem(COSName.getPDFName("OCGs"), groups);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("OCProperties"), properties);
        }
    },
    /** An object that nothing leads to any more. */
    LEFT_OVER {
        @Override
        void plant(PDDocument document, String secret) {
            throw new UnsupportedOperationException("planted into the file");
        }

        @Override
        void plantInto(Path file, String secret) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            // Before the table of objects; readers that mend files find it, and so does who looks at the bytes.
            int table = text.lastIndexOf("xref", text.lastIndexOf("startxref") - 1);
            String object = "900 0 obj\n<" + HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_16BE))
                    + ">\nendobj\n";
            String changed = text.substring(0, table) + object + text.substring(table);
            changed = changed.replaceFirst(
                    "startxref\\s+[0-9]+\\s+%%EOF\\s*$", "startxref\n" + (table + object.length()) + "\n%%EOF\n");
            Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
        }
    },
    /** Behind the end of the file. */
    BEHIND_THE_END {
        @Override
        void plant(PDDocument document, String secret) {
            throw new UnsupportedOperationException("planted into the file");
        }

        @Override
        void plantInto(Path file, String secret) throws IOException {
            Files.write(file, secret.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        }
    };

    /** Puts a secret into a document that is open. */
    abstract void plant(PDDocument document, String secret) throws IOException;

    /** Puts a secret into a file, as a careless program would. */
    void plantInto(Path file, String secret) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (PDDocument document = Loader.loadPDF(bytes);
                OutputStream out = Files.newOutputStream(file)) {
            plant(document, secret);
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    private static void write(PDDocument document, String text, RenderingMode mode, String actual) throws IOException {
        try (PDPageContentStream content =
                new PDPageContentStream(document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true)) {
            if (!actual.isEmpty()) {
                COSDictionary properties = new COSDictionary();
                properties.setItem(COSName.ACTUAL_TEXT, new COSString(actual));
                content.beginMarkedContent(COSName.getPDFName("Span"), PDPropertyList.create(properties));
            }
            content.beginText();
            content.setRenderingMode(mode);
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(20, 20);
            content.showText(text);
            content.endText();
            if (!actual.isEmpty()) {
                content.endMarkedContent();
            }
        }
    }

    private static BufferedImage drawn(String text) {
        BufferedImage image = new BufferedImage(120, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.drawString(text, 5, 20);
        canvas.dispose();
        return image;
    }
}
