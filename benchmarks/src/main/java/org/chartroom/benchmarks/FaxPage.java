package org.chartroom.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** A typed page as a fine-resolution fax delivers it: 1728 by 2156 px, 204 by 196 dpi, black and white, CCITT G4. */
final class FaxPage {
    private static final int WIDTH_PX = 1728;
    private static final int HEIGHT_PX = 2156;
    private static final List<String> LETTER = List.of(
            "Dear colleague,",
            "thank you for seeing this patient, who came to our office with cough and fever",
            "for six days. On examination the temperature was 38.4, the pulse 92 and regular,",
            "the blood pressure 134 over 82. There were crackles at the right base.",
            "The chest film shows a patchy infiltrate in the right lower lobe. The white count",
            "was 13.2 with a left shift. We began amoxicillin 500 mg three times daily and",
            "asked the patient to drink well and to come back on Thursday.",
            "There is no known allergy. Other medicines are lisinopril 10 mg daily and",
            "atorvastatin 20 mg at bedtime. The patient does not smoke.",
            "We would be grateful for your opinion on whether a bronchoscopy is needed,",
            "since this is the second infiltrate in the same place within two years.",
            "The films of the earlier episode are with this letter.",
            "With kind regards,");

    private FaxPage() {}

    /** A letter whose subject is the given words, as TIFF. */
    static byte[] tiff(String subject) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes);
                Sequence sequence = new Sequence(out)) {
            sequence.add(drawn(subject, LETTER));
        }
        return bytes.toByteArray();
    }

    /** A page with one line of the given words and little else, which is quick to read. */
    static BufferedImage sparse(String subject) {
        return drawn(subject, LETTER.subList(0, 2));
    }

    private static BufferedImage drawn(String subject, List<String> letter) {
        BufferedImage page = new BufferedImage(WIDTH_PX, HEIGHT_PX, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH_PX, HEIGHT_PX);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 36));
        int y = 300;
        graphics.drawString("Subject: " + subject, 180, y);
        for (String line : letter) {
            y += 76;
            graphics.drawString(line, 180, y);
        }
        graphics.dispose();
        return page;
    }

    /** A TIFF of many pages, written page by page. */
    static final class Sequence implements AutoCloseable {
        private final ImageWriter writer =
                ImageIO.getImageWritersByFormatName("tiff").next();
        private final ImageWriteParam how = writer.getDefaultWriteParam();

        /** @param out closed by whoever opened it */
        Sequence(ImageOutputStream out) throws IOException {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("CCITT T.6");
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
        }

        void add(BufferedImage page) throws IOException {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(javax.imageio.ImageTypeSpecifier.createFromRenderedImage(page), how);
            resolution(metadata);
            writer.writeToSequence(new IIOImage(page, null, metadata), how);
        }

        @Override
        public void close() throws IOException {
            writer.endWriteSequence();
            writer.dispose();
        }
    }

    private static void resolution(IIOMetadata metadata) throws IOException {
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
        IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
        dimension.appendChild(size("HorizontalPixelSize", 25.4 / 204));
        dimension.appendChild(size("VerticalPixelSize", 25.4 / 196));
        root.appendChild(dimension);
        metadata.mergeTree("javax_imageio_1.0", root);
    }

    private static IIOMetadataNode size(String name, double mm) {
        IIOMetadataNode node = new IIOMetadataNode(name);
        node.setAttribute("value", Double.toString(mm));
        return node;
    }
}
