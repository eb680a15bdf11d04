package org.chartroom.api.kill;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/**
 * A file of its own name.
 *
 * @param name told by nobody else
 * @param word found in no other sample; empty when there is nothing to be read in it
 */
record Sample(String name, String word, byte[] bytes) {
    private static final int LARGE_BYTES = 300_000;

    /**
     * One of the kinds, by chance: text of one page or several, web page, large web page, e-mail with an attachment, a
     * page image, something broken, something broken and large.
     *
     * @param images whether there can be a page image, which takes OCR data to read
     */
    static Sample make(int number, RandomGenerator random, boolean images) {
        String word = "quix" + letters(number);
        return switch (random.nextInt(images ? 9 : 8)) {
            case 0, 1 ->
                new Sample(number + ".txt", word, text("The patient " + word + " was seen today.\nAll is well.\n"));
            case 2 -> new Sample(number + ".txt", word, text(("The course of " + word + " goes on.\n").repeat(130)));
            case 3 -> new Sample(number + ".html", word, text(web(word, "")));
            case 4 -> new Sample(number + ".html", word, text(web(word, filler(random))));
            case 5 -> new Sample(number + ".eml", word, text(mail(word)));
            case 6 -> new Sample(number + ".png", "", text("\u0089PNG\r\n\u001a\n and then nothing " + word));
            case 7 -> new Sample(number + ".png", "", text("\u0089PNG\r\n\u001a\n" + word + filler(random)));
            default -> new Sample(number + ".png", "", page(word));
        };
    }

    String sha256() {
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A number in letters, which searching takes for one word. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number, i = 0; i < 4; i++, rest /= 20) {
            letters.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append('a');
        }
        return letters.toString();
    }

    /** Bytes that take a while to send, no two files the same. */
    private static String filler(RandomGenerator random) {
        StringBuilder filler = new StringBuilder();
        while (filler.length() < LARGE_BYTES) {
            filler.append(Long.toHexString(random.nextLong()));
        }
        return filler.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String web(String word, String comment) {
        return "<!DOCTYPE html><html><body><!-- " + comment + " --><h1>Letter</h1><p>About " + word
                + "</p></body></html>";
    }

    private static String mail(String word) {
        return """
                From: front@example.org
                To: records@example.org
                Subject: Note
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: text/plain; charset=utf-8

                This is about %s.
                --b
                Content-Type: text/plain; charset=utf-8
                Content-Disposition: attachment; filename="note.txt"

                An attachment.
                --b--
                """.formatted(word);
    }

    private static byte[] page(String word) {
        BufferedImage image = new BufferedImage(800, 300, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 800, 300);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 40));
        graphics.drawString("Dear " + word, 60, 120);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
