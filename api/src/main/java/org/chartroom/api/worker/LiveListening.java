package org.chartroom.api.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.chartroom.api.reader.HearEnd;
import org.chartroom.api.reader.HearListener;
import org.chartroom.api.reader.HearRequest;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.api.recordings.LiveOffer;
import org.chartroom.api.recordings.LiveResource;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Recording;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.PhraseCutter;
import org.chartroom.transcribe.Progress;
import org.chartroom.transcribe.Transcription;

/**
 * Listens to one recording while it is made: takes its sound as it comes, cuts it where the speaker pauses, has a reader
 * write each phrase down and hands the words in. For one thread, used once.
 */
final class LiveListening {
    /** Nothing for so long: the speaker has pressed pause, and what was said last will have no pause of its own. */
    private static final int QUIET_MS = 1_300;

    private final WorkServer server;
    private final ReaderPool readers;
    private final LiveOffer offer;
    private final Path spool;
    private final PhraseCutter cutter;

    LiveListening(WorkServer server, ReaderPool readers, LiveOffer offer, Path spool) {
        this.server = server;
        this.readers = readers;
        this.offer = offer;
        this.spool = spool;
        this.cutter = new PhraseCutter(Recording.RATE, offer.from());
    }

    /** Until nobody speaks there any more. */
    void run() throws IOException, InterruptedException, LeaseGoneException {
        long at = offer.from();
        // The reader starts and loads its model while the first words are being said.
        written(new short[Recording.RATE / 2]);
        while (true) {
            byte[] sound = server.sound(offer.token(), at, QUIET_MS);
            if (sound.length == 0) {
                Optional<PhraseCutter.Phrase> rest = cutter.rest();
                if (rest.isPresent()) {
                    hear(rest.get());
                }
                continue;
            }
            short[] samples = new short[sound.length / Recording.SAMPLE_BYTES];
            ByteBuffer.wrap(sound)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            at += samples.length;
            cutter.add(samples);
            for (Optional<PhraseCutter.Phrase> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                hear(next.get());
            }
        }
    }

    private void hear(PhraseCutter.Phrase phrase) throws IOException, InterruptedException, LeaseGoneException {
        HearEnd end = written(phrase.samples());
        List<SpokenWord> words = new ArrayList<>();
        if (end instanceof HearEnd.Finished(Transcription.Heard heard, var _)) {
            double start = (double) phrase.startSample() / Recording.RATE;
            for (SpokenWord word : heard.transcript().words()) {
                words.add(new SpokenWord(word.word(), word.start() + start, word.end() + start, word.confidence()));
            }
        }
        server.heard(offer.token(), new LiveResource.Heard(phrase.startSample(), phrase.endSample(), words));
    }

    /** What a reader writes down of it. */
    private HearEnd written(short[] samples) throws IOException, InterruptedException {
        Path file = spool.resolve("phrase.wav");
        write(samples, file);
        return readers.hear(file, HearRequest.usual(), Priority.STAT, HearListener.of(Progress.none()));
    }

    private static void write(short[] samples, Path file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(samples.length * Recording.SAMPLE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(Recording.RATE, Recording.SAMPLE_BYTES * 8, 1, true, false);
        try (var in = new ByteArrayInputStream(bytes.array());
                var audio = new AudioInputStream(in, format, samples.length);
                var out = Files.newOutputStream(file)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, out);
        }
    }
}
