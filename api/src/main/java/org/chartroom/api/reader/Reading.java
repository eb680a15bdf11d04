package org.chartroom.api.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntSupplier;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.FileReader;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.ReaderHome;
import org.chartroom.models.text.PageProblem;
import org.chartroom.transcribe.FfmpegProgram;
import org.chartroom.transcribe.PcmDecoder;
import org.chartroom.transcribe.SpeechConfig;
import org.chartroom.transcribe.SpeechEngine;
import org.chartroom.transcribe.SpeechEngines;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.Transcriber;
import org.chartroom.transcribe.Transcription;
import org.chartroom.transcribe.Waveform;
import org.chartroom.transcribe.format.NoteFormatter;
import org.jspecify.annotations.Nullable;

/** Answers questions one after the other, keeping engines warm between them. For one thread. */
final class Reading implements AutoCloseable {
    private final ReaderTools tools;
    private final ReaderMain.Mouth mouth;
    private final BlockingQueue<Ask> asks;
    private @Nullable FileReader pages;
    private @Nullable SpeechEngine speech;
    private @Nullable SpeechConfig speechConfig;

    /** @param asks what is asked, in its order */
    Reading(ReaderTools tools, ReaderMain.Mouth mouth, BlockingQueue<Ask> asks) {
        this.tools = tools;
        this.mouth = mouth;
        this.asks = asks;
    }

    /** Waits for a question and answers it. */
    void answerNext() throws IOException, InterruptedException {
        switch (asks.take()) {
            case Ask.Read read -> read(read);
            case Ask.Hear hear -> hear(hear);
            case Ask.Misbehave misbehave -> Misbehaviour.act(misbehave.how(), mouth);
            case Ask.Streams _ -> {
                // Said when the recording was just done.
            }
            case Ask.Page _, Ask.NoMorePages _ -> mouth.say(new Tell.Broke("no file is open"));
        }
    }

    private void read(Ask.Read ask) throws IOException {
        Path spool = Path.of(ask.spool());
        ReadRequest request = new ReadRequest(
                ask.name(),
                ask.password(),
                ask.settings(),
                ask.standing(),
                new Budgets(
                        ask.maxBytes(),
                        ask.maxPages(),
                        ask.maxPixels(),
                        ask.maxAttachments(),
                        Duration.ofMillis(ask.perPageMs())),
                spool,
                new Handed(ask.pages()));
        try {
            FileOutcome outcome = fileReader().read(Path.of(ask.file()), request, new Telling(spool));
            mouth.say(new Tell.Ended(outcome));
        } catch (RuntimeException e) {
            // A fault of ours that some strange file brought out. The file is kept and shown as unreadable.
            mouth.say(new Tell.Ended(new FileOutcome.Failed(
                    PageProblem.UNREADABLE, "the reader failed on this file (" + kindOf(e) + ")")));
        } catch (StackOverflowError e) {
            mouth.say(new Tell.Ended(new FileOutcome.Failed(
                    PageProblem.CORRUPT, "the file's parts are nested deeper than any honest file's")));
        }
    }

    private FileReader fileReader() throws IOException {
        FileReader open = pages;
        if (open == null) {
            open = FileReader.open(new ReaderHome(tools.natives(), tools.tessdata()));
            pages = open;
        }
        return open;
    }

    private void hear(Ask.Hear ask) throws IOException {
        Path audio = Path.of(ask.file());
        FfmpegProgram ffmpeg = FfmpegProgram.unpackInto(tools.natives());
        Transcription outcome;
        try {
            Transcriber transcriber = new Transcriber(
                    new PcmDecoder(ffmpeg, PcmDecoder.Limits.standard()), engine(ask), NoteFormatter.english());
            outcome = transcriber.transcribe(
                    audio,
                    ask.heardBefore(),
                    piece -> say(new Tell.Piece(piece)),
                    (heardMs, totalMs) -> say(new Tell.Hearing(heardMs, totalMs)),
                    new Allowed(ask.atOnce()));
        } catch (SpeechException e) {
            outcome = new Transcription.NotHeard(
                    e.problem(), String.valueOf(e.getMessage()), 0, Waveform.of(new byte[0]));
        }
        Optional<String> playable = ask.playableInto().isEmpty()
                ? Optional.empty()
                : new PlayableCopy(ffmpeg)
                        .make(audio, Path.of(ask.playableInto().get()));
        byte[] peaks = outcome.waveform().peaks();
        switch (outcome) {
            case Transcription.Heard heard ->
                mouth.say(new Tell.Heard(heard.transcript(), heard.remarks(), playable), peaks);
            case Transcription.NotHeard not ->
                mouth.say(new Tell.NotHeard(not.problem(), not.message(), not.audioMs(), playable), peaks);
        }
    }

    private void say(Tell tell) {
        try {
            mouth.say(tell);
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens any more", e);
        }
    }

    /** How many pieces may be listened to side by side, as it was last said. */
    private final class Allowed implements IntSupplier {
        private int atOnce;

        Allowed(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public int getAsInt() {
            while (asks.peek() instanceof Ask.Streams(int now)) {
                asks.remove();
                atOnce = now;
            }
            return atOnce;
        }
    }

    private SpeechEngine engine(Ask.Hear ask) throws SpeechException {
        closePages();
        SpeechConfig wanted = config(ask);
        SpeechEngine open = speech;
        if (open == null || !wanted.equals(speechConfig)) {
            if (open != null) {
                open.close();
                speech = null;
            }
            open = SpeechEngines.open(wanted);
            speech = open;
            speechConfig = wanted;
        }
        return open;
    }

    private SpeechConfig config(Ask.Hear ask) throws SpeechException {
        if (ask.model().isPresent()) {
            return new SpeechConfig.Vosk(tools.natives(), Path.of(ask.model().get()));
        }
        SpeechConfig best = SpeechEngines.choose(tools.natives(), tools.voskModels(), tools.pocketsphinx())
                .config();
        return switch (ask.engine()) {
            case AUTO -> best;
            case POCKETSPHINX -> SpeechConfig.PocketSphinx.in(tools.natives(), tools.pocketsphinx());
            case VOSK ->
                best instanceof SpeechConfig.Vosk ? best : new SpeechConfig.Vosk(tools.natives(), tools.voskModels());
        };
    }

    private static String kindOf(Throwable e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        closePages();
        closeSpeech();
    }

    private void closePages() {
        FileReader open = pages;
        if (open != null) {
            pages = null;
            open.close();
        }
    }

    private void closeSpeech() {
        SpeechEngine open = speech;
        if (open != null) {
            speech = null;
            open.close();
        }
    }

    /** Asks for each page. */
    private final class Handed implements PageSelection.HandedOut {
        /** Many times what reading a letter leaves behind, octets. */
        private static final long LARGE_HEAP = 96L << 20;

        private final List<Integer> ofWhole;
        private boolean inside;

        Handed(List<Integer> ofWhole) {
            this.ofWhole = ofWhole;
        }

        @Override
        public boolean includes(int sourcePage) {
            return ofWhole.isEmpty() || ofWhole.contains(sourcePage);
        }

        /** The picture of a large page would stay in memory while the next is decoded beside it, outside of Java's heap. */
        private static void giveMemoryBack() {
            if (Runtime.getRuntime().totalMemory() > LARGE_HEAP) {
                System.gc();
            }
        }

        @Override
        public OptionalInt another() throws IOException {
            giveMemoryBack();
            mouth.say(new Tell.WhichPage());
            try {
                return switch (asks.take()) {
                    case Ask.Page(int sourcePage) -> {
                        Misbehaviour.onPage(sourcePage);
                        yield OptionalInt.of(sourcePage);
                    }
                    case Ask.NoMorePages(boolean wanted) -> {
                        inside = wanted;
                        yield OptionalInt.empty();
                    }
                    case Ask.Read _, Ask.Hear _, Ask.Streams _, Ask.Misbehave _ ->
                        throw new IOException("asked for something else in the middle of a file");
                };
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped in the middle of a file", e);
            }
        }

        @Override
        public boolean alsoInside() {
            return inside;
        }
    }

    /** Passes on what is read, files by their names inside the spool. */
    private final class Telling implements ReadSink {
        private final Path spool;

        Telling(Path spool) {
            this.spool = spool;
        }

        @Override
        public void opened(FileFacts facts) throws IOException {
            // Both engines at once would be too much for the memory of one reader.
            closeSpeech();
            mouth.say(new Tell.Opened(facts));
        }

        @Override
        public void page(PageRead page) throws IOException {
            mouth.say(new Tell.Page(
                    page.sourcePage(),
                    page.outcome(),
                    page.geometry(),
                    page.image().map(this::inSpool),
                    page.thumbnail().map(this::inSpool),
                    page.barcodes(),
                    List.copyOf(page.steps()),
                    page.elapsedMs()));
        }

        @Override
        public void attachment(AttachmentRead attachment) throws IOException {
            mouth.say(new Tell.Attachment(attachment.name(), attachment.mediaType(), inSpool(attachment.file())));
        }

        private String inSpool(Path file) {
            return spool.relativize(file).toString();
        }
    }
}
