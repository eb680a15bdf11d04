package org.chartroom.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page turns with what is on it, whatever kind of image it was kept as. */
class QuarterTurnTest {
    private static final int ACROSS = 48;
    private static final int DOWN = 32;
    private static final int MARK = 16;

    /** White, with a black mark in the upper left corner. */
    private static byte[] page(int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(ACROSS, DOWN, type);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, ACROSS, DOWN);
        canvas.setColor(Color.BLACK);
        canvas.fillRect(0, 0, MARK, MARK);
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static BufferedImage open(byte[] image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image));
    }

    private static boolean black(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) & 0xFF) < 0x80;
    }

    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_BYTE_BINARY + ", png",
        BufferedImage.TYPE_BYTE_GRAY + ", png",
        BufferedImage.TYPE_3BYTE_BGR + ", png",
        BufferedImage.TYPE_BYTE_GRAY + ", jpg",
        BufferedImage.TYPE_3BYTE_BGR + ", jpg"
    })
    void theCornerGoesRoundClockwise(int type, String format) throws IOException {
        byte[] page = page(type, format);

        BufferedImage right = open(QuarterTurn.turn(page, 90));
        BufferedImage over = open(QuarterTurn.turn(page, 180));
        BufferedImage left = open(QuarterTurn.turn(page, 270));

        assertThat(right.getWidth()).isEqualTo(DOWN);
        assertThat(right.getHeight()).isEqualTo(ACROSS);
        assertThat(black(right, DOWN - 4, 4)).isTrue();
        assertThat(black(right, 4, ACROSS - 4)).isFalse();
        assertThat(over.getWidth()).isEqualTo(ACROSS);
        assertThat(black(over, ACROSS - 4, DOWN - 4)).isTrue();
        assertThat(black(over, 4, 4)).isFalse();
        assertThat(left.getWidth()).isEqualTo(DOWN);
        assertThat(black(left, 4, ACROSS - 4)).isTrue();
        assertThat(black(left, DOWN - 4, 4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR})
    void aPngTurnedAllTheWayRoundIsWhatItWas(int type) throws IOException {
        byte[] page = page(type, "png");
        byte[] turned = page;
        for (int i = 0; i < 4; i++) {
            turned = QuarterTurn.turn(turned, 90);
        }

        BufferedImage before = open(page);
        BufferedImage after = open(turned);
        assertThat(after.getType()).isEqualTo(before.getType());
        for (int y = 0; y < DOWN; y++) {
            for (int x = 0; x < ACROSS; x++) {
                assertThat(after.getRGB(x, y)).isEqualTo(before.getRGB(x, y));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 45, 360, -90})
    void onlyQuarterTurnsAreTurns(int degrees) throws IOException {
        byte[] page = page(BufferedImage.TYPE_BYTE_GRAY, "png");
        assertThatThrownBy(() -> QuarterTurn.turn(page, degrees)).isInstanceOf(IllegalArgumentException.class);
    }
}
