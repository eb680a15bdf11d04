package org.chartroom.index.forms;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.FormArea;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;

/** A made-up letter-size form: what is printed on it, what somebody filled in, and how it lies when it was scanned. */
final class PaperForm {
    static final double WIDTH = 8.5;
    static final double HEIGHT = 11;

    /** A text on the sheet. @param x left edge, inches @param y base line, inches @param size height, inches */
    record Print(String text, double x, double y, double size) {}

    private static final List<Print> LETTERHEAD = List.of(
            new Print("Alder Street Family Practice", 0.75, 0.7, 0.22),
            new Print("12 Alder Street, Millbrook, NH 03000 Tel (555) 555-0190", 0.75, 0.95, 0.12));

    private static final List<Print> REGISTRATION = List.of(
            new Print("NEW PATIENT REGISTRATION", 2.6, 1.4, 0.18),
            new Print("Last name", 0.75, 2, 0.12),
            new Print("First name", 0.75, 2.5, 0.12),
            new Print("Date of birth", 0.75, 3, 0.12),
            new Print("Phone", 4.5, 3, 0.12),
            new Print("Street address", 0.75, 3.5, 0.12),
            new Print("Female", 1.5, 4, 0.12),
            new Print("Male", 2.6, 4, 0.12),
            new Print("INSURANCE AND PAYMENT", 0.75, 4.8, 0.14),
            new Print("Member number", 0.75, 5.3, 0.12),
            new Print("Health plan", 4.5, 5.3, 0.12),
            new Print("Emergency contact and relationship", 0.75, 6.2, 0.12),
            new Print("I confirm that the information above is correct and agree to be contacted", 0.75, 7.4, 0.12),
            new Print("about my care and about bills of this practice", 0.75, 7.65, 0.12),
            new Print("Signature", 0.75, 9, 0.12),
            new Print("Date", 5.3, 9, 0.12),
            new Print("Please return both sides to the front desk", 0.75, 10.4, 0.1));

    private static final List<Print> CONSENT = List.of(
            new Print("CONSENT TO TREATMENT", 2.8, 1.4, 0.18),
            new Print("Patient", 0.75, 2.1, 0.12),
            new Print("I consent to examination and treatment by the clinicians of this practice", 0.75, 2.8, 0.12),
            new Print("I understand that no results have been promised to me", 0.75, 3.1, 0.12),
            new Print("I may withdraw this consent at any time except where relied upon", 0.75, 3.8, 0.12),
            new Print("I accept the Notice of Privacy Practices", 1, 5.1, 0.12),
            new Print("Signature", 0.75, 6.3, 0.12),
            new Print("Date", 5.3, 6.3, 0.12));

    final List<Print> printed;
    final List<Print> filled = new ArrayList<>();
    final List<double[]> lines = new ArrayList<>();
    final List<double[]> strokes = new ArrayList<>();

    private PaperForm(List<Print> own) {
        printed = new ArrayList<>(LETTERHEAD);
        printed.addAll(own);
    }

    static PaperForm registration() {
        PaperForm form = new PaperForm(REGISTRATION);
        form.lines.add(new double[] {1.5, 9.03, 5, 9.03});
        form.frame(1.25, 3.86, 0.14);
        form.frame(2.35, 3.86, 0.14);
        return form;
    }

    static PaperForm consent() {
        PaperForm form = new PaperForm(CONSENT);
        form.lines.add(new double[] {1.5, 6.33, 5, 6.33});
        return form;
    }

    private void frame(double x, double y, double side) {
        lines.add(new double[] {x, y, x + side, y});
        lines.add(new double[] {x, y + side, x + side, y + side});
        lines.add(new double[] {x, y, x, y + side});
        lines.add(new double[] {x + side, y, x + side, y + side});
    }

    PaperForm fill(String text, double x, double y) {
        filled.add(new Print(text, x, y, 0.14));
        return this;
    }

    /** Signs it in waves of a pen. */
    PaperForm sign(double x, double y, double width) {
        double step = 0.04;
        for (double at = 0; at < width; at += step) {
            strokes.add(new double[] {
                x + at,
                y - 0.1 * Math.abs(Math.sin(at * 9)),
                x + at + step,
                y - 0.1 * Math.abs(Math.sin((at + step) * 9))
            });
        }
        return this;
    }

    PaperForm tick(double x, double y) {
        strokes.add(new double[] {x + 0.03, y + 0.03, x + 0.11, y + 0.11});
        strokes.add(new double[] {x + 0.11, y + 0.03, x + 0.03, y + 0.11});
        return this;
    }

    static FormArea area(double x, double y, double width, double height) {
        return new FormArea(x / WIDTH, y / HEIGHT, width / WIDTH, height / HEIGHT);
    }

    static FormZone zone(String name, FormZone.Kind kind, FormField field, FormArea area) {
        return new FormZone(name, kind, field, area, List.of());
    }

    FormTemplate template(String name, String formId, FormZone... zones) {
        List<FormWord> words = new ArrayList<>();
        for (Word word : new Scan(this).words()) {
            words.add(new FormWord(
                    word.text(),
                    new FormArea(
                            word.box().x() / (WIDTH * Scan.DPI),
                            word.box().y() / (HEIGHT * Scan.DPI),
                            word.box().width() / (WIDTH * Scan.DPI),
                            word.box().height() / (HEIGHT * Scan.DPI))));
        }
        return new FormTemplate(
                new FormTemplateId(name),
                new FacilityId("alder"),
                name,
                formId,
                Optional.empty(),
                WIDTH,
                HEIGHT,
                Optional.empty(),
                words,
                List.of(zones),
                false,
                new UserId("admin"),
                Instant.EPOCH,
                1);
    }

    static FormTemplate registrationTemplate() {
        return registration()
                .template(
                        "registration",
                        "",
                        zone("Last name", FormZone.Kind.TEXT, FormField.FAMILY_NAME, area(1.6, 1.8, 2.6, 0.3)),
                        zone("First name", FormZone.Kind.TEXT, FormField.GIVEN_NAME, area(1.6, 2.3, 2.6, 0.3)),
                        zone("Date of birth", FormZone.Kind.DATE, FormField.BIRTH_DATE, area(1.8, 2.8, 2.4, 0.3)),
                        zone("Phone", FormZone.Kind.PHONE, FormField.PHONE, area(5.1, 2.8, 2.6, 0.3)),
                        zone("Female", FormZone.Kind.CHECK_BOX, FormField.OTHER, area(1.22, 3.83, 0.2, 0.2)),
                        zone("Male", FormZone.Kind.CHECK_BOX, FormField.OTHER, area(2.32, 3.83, 0.2, 0.2)),
                        zone("Signature", FormZone.Kind.SIGNATURE, FormField.SIGNATURE, area(1.5, 8.65, 3.5, 0.5)));
    }

    /** How a sheet was scanned. */
    static final class Scan {
        static final double DPI = 200;

        private final PaperForm form;
        private double degrees;
        private double scale = 1;
        private double shiftX;
        private double shiftY;
        private double xDpi = DPI;
        private double yDpi = DPI;
        private double missing;
        private double misread;
        private Random random = new Random(1);

        Scan(PaperForm form) {
            this.form = form;
        }

        Scan skewed(double newDegrees) {
            degrees = newDegrees;
            return this;
        }

        Scan scaled(double newScale) {
            scale = newScale;
            return this;
        }

        Scan shifted(double x, double y) {
            shiftX = x;
            shiftY = y;
            return this;
        }

        Scan at(double newXDpi, double newYDpi) {
            xDpi = newXDpi;
            yDpi = newYDpi;
            return this;
        }

        /** @param missingShare of the words, not read at all @param misreadShare of the others, with one letter wrong */
        Scan badlyRead(double missingShare, double misreadShare, long seed) {
            missing = missingShare;
            misread = misreadShare;
            random = new Random(seed);
            return this;
        }

        private AffineTransform transform() {
            AffineTransform transform = AffineTransform.getScaleInstance(xDpi, yDpi);
            transform.translate(shiftX, shiftY);
            transform.rotate(Math.toRadians(degrees), WIDTH / 2, HEIGHT / 2);
            transform.scale(scale, scale);
            return transform;
        }

        List<Word> words() {
            List<Word> words = new ArrayList<>();
            form.printed.forEach(print -> words.addAll(words(print, true)));
            form.filled.forEach(print -> words.addAll(words(print, false)));
            return words;
        }

        private List<Word> words(Print print, boolean bad) {
            List<Word> words = new ArrayList<>();
            double x = print.x();
            for (String text : print.text().split(" ")) {
                double width = text.length() * print.size() * 0.6;
                String read = bad && random.nextDouble() < misread ? misread(text) : text;
                if (!bad || random.nextDouble() >= missing) {
                    words.add(new Word(read, box(x, print.y() - print.size(), width, print.size()), 0.9, 0));
                }
                x += width + print.size() * 0.5;
            }
            return words;
        }

        private String misread(String text) {
            int at = random.nextInt(text.length());
            return text.substring(0, at) + (char) ('a' + random.nextInt(26)) + text.substring(at + 1);
        }

        private Box box(double x, double y, double width, double height) {
            Path2D path = new Path2D.Double(new java.awt.geom.Rectangle2D.Double(x, y, width, height), transform());
            java.awt.Rectangle bounds = path.getBounds();
            return new Box(
                    Math.max(0, bounds.x),
                    Math.max(0, bounds.y),
                    Math.max(1, bounds.width),
                    Math.max(1, bounds.height));
        }

        FormPage page() {
            return new FormPage(
                    words(), new PageGeometry((int) (WIDTH * xDpi), (int) (HEIGHT * yDpi), xDpi, yDpi, 0, 0));
        }

        PageInk ink() {
            BufferedImage image =
                    new BufferedImage((int) (WIDTH * xDpi), (int) (HEIGHT * yDpi), BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = image.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setColor(Color.BLACK);
            graphics.transform(transform());
            graphics.setStroke(new BasicStroke(0.012f));
            form.lines.forEach(line -> graphics.draw(new Line2D.Double(line[0], line[1], line[2], line[3])));
            graphics.setStroke(new BasicStroke(0.016f));
            form.strokes.forEach(line -> graphics.draw(new Line2D.Double(line[0], line[1], line[2], line[3])));
            graphics.dispose();
            return new PageInk() {
                @Override
                public int width() {
                    return image.getWidth();
                }

                @Override
                public int height() {
                    return image.getHeight();
                }

                @Override
                public int luminance(int x, int y) {
                    return image.getRaster().getSample(x, y, 0);
                }
            };
        }
    }
}
