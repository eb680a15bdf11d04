package org.chartroom.release.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.chartroom.models.release.AudioCover;
import org.chartroom.models.release.AudioSpan;
import org.chartroom.release.redaction.RedactedAudio.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is covered in a recording cannot be heard, and what is not covered is as it was. */
class RedactedAudioTest {
    private static final int RATE = 16_000;
    private static final int FRAMES = 2 * RATE;
    private static final List<AudioSpan> MARKS = List.of(new AudioSpan(600, 700));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(AudioCover.class)
    void aPassageIsOnlyToneOrSilenceAndTheRestIsTheRecording(AudioCover cover) throws IOException {
        byte[] source = recording();
        Path file = folder.resolve("made.wav");
        Manifest made = RedactedAudio.write(new ByteArrayInputStream(source), file, MARKS, cover);
        assertThat(made.spans()).as("larger than marked, on a grid").containsExactly(new AudioSpan(500, 1_000));
        assertThat(AudioProof.check(file, made).found()).isEmpty();

        byte[] heard = Files.readAllBytes(file);
        byte[] samples = Arrays.copyOfRange(source, source.length - 2 * FRAMES, source.length);
        assertThat(Arrays.copyOfRange(heard, PcmWav.HEAD, PcmWav.HEAD + RATE)).isEqualTo(Arrays.copyOf(samples, RATE));
        assertThat(Arrays.copyOfRange(heard, PcmWav.HEAD + 2 * RATE, heard.length))
                .isEqualTo(Arrays.copyOfRange(samples, 2 * RATE, samples.length));
        for (int i = PcmWav.HEAD + RATE; i < PcmWav.HEAD + 2 * RATE; i += 2) {
            short sample = (short) (heard[i] & 0xFF | heard[i + 1] << 8);
            assertThat(Math.abs(sample)).isLessThanOrEqualTo(cover == AudioCover.SILENCE ? 0 : 3_277);
        }
        assertThat(new String(heard, StandardCharsets.ISO_8859_1))
                .as("tags stay behind")
                .doesNotContain("Zebulonwick");
    }

    @Test
    void whatIsLeftOrAddedOrChangedIsFound() throws IOException {
        byte[] source = recording();
        Path file = folder.resolve("made.wav");
        Manifest made = RedactedAudio.write(new ByteArrayInputStream(source), file, MARKS, AudioCover.TONE);
        byte[] right = Files.readAllBytes(file);

        byte[] one = right.clone();
        one[PcmWav.HEAD + RATE + 6] ^= 1;
        Files.write(file, one);
        assertThat(AudioProof.check(file, claimed(made, file)).found())
                .containsExactly("In a passage that is covered something else can be heard.");

        byte[] other = right.clone();
        other[PcmWav.HEAD + 6] ^= 1;
        Files.write(file, other);
        assertThat(AudioProof.check(file, claimed(made, file)).found())
                .containsExactly("Outside the passages it is not the recording that was marked.");

        Files.write(file, right);
        Files.write(file, "LIST".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.APPEND);
        assertThat(AudioProof.check(file, claimed(made, file)).found())
                .containsExactly("Behind its samples something follows.");
        assertThat(AudioProof.check(file, made).found()).contains("The file is not the one that was written.");

        Files.write(file, Arrays.copyOf(right, right.length - 1));
        assertThat(AudioProof.check(file, claimed(made, file)).found()).contains("The file is cut off.");
        Files.delete(file);
        assertThat(AudioProof.check(file, made).isPassed()).isFalse();
    }

    @Test
    void passagesThatTouchAreOneAndTheLengthOfAWordDoesNotShow() {
        assertThat(RedactedAudio.grown(
                        List.of(new AudioSpan(900, 950), new AudioSpan(100, 120), new AudioSpan(1_100, 1_150))))
                .containsExactly(new AudioSpan(0, 250), new AudioSpan(750, 1_250));
        assertThat(RedactedAudio.grown(List.of(new AudioSpan(600, 620))))
                .isEqualTo(RedactedAudio.grown(List.of(new AudioSpan(600, 660))));
    }

    @Test
    void whatIsNoPlainRecordingIsRefused() {
        assertThatThrownBy(() -> RedactedAudio.write(
                        new ByteArrayInputStream("ID3 a song".getBytes(StandardCharsets.US_ASCII)),
                        folder.resolve("made.wav"),
                        MARKS,
                        AudioCover.TONE))
                .isInstanceOf(PcmWav.NoPcmException.class);
    }

    /** As somebody who changed the file would claim it: with the file's own hash. */
    private static Manifest claimed(Manifest made, Path file) throws IOException {
        return new Manifest(
                HexFormat.of().formatHex(Pixels.digest().digest(Files.readAllBytes(file))),
                made.openSha256(),
                made.frames(),
                made.channels(),
                made.rate(),
                made.cover(),
                made.spans());
    }

    /** Two seconds of noise, with a tag before its samples. */
    private static byte[] recording() throws IOException {
        byte[] samples = new byte[2 * FRAMES];
        new Random(7).nextBytes(samples);
        byte[] head = new PcmWav(1, RATE, samples.length).head();
        byte[] tag = "LIST\014\0\0\0Zebulonwick\0".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(head, 0, 36);
        file.write(tag);
        file.write(head, 36, 8);
        file.write(samples);
        return file.toByteArray();
    }
}
