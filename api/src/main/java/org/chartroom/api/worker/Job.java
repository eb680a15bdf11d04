package org.chartroom.api.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.chartroom.api.reader.HearEnd;
import org.chartroom.api.reader.HearListener;
import org.chartroom.api.reader.HearRequest;
import org.chartroom.api.reader.ReadEnd;
import org.chartroom.api.reader.ReaderLoss;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.api.work.AttachmentResult;
import org.chartroom.api.work.KeptBlob;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.PageEnd;
import org.chartroom.api.work.PageResult;
import org.chartroom.api.work.WorkResult;
import org.chartroom.ingest.AttachmentRead;
import org.chartroom.ingest.Budgets;
import org.chartroom.ingest.FileFacts;
import org.chartroom.ingest.FileOutcome;
import org.chartroom.ingest.PageOutcome;
import org.chartroom.ingest.PageRead;
import org.chartroom.ingest.PageSelection;
import org.chartroom.ingest.ReadRequest;
import org.chartroom.ingest.ReadSink;
import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.text.HeardPiece;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Reading;
import org.chartroom.models.text.Word;
import org.chartroom.transcribe.Transcription;
import org.jspecify.annotations.Nullable;

/** One leased piece of work from its file to its result. For one thread, used once. */
final class Job {
    /** Below this mean confidence a draft needs listening to; measured, see the section Speech of docs/performance.md. */
    private static final double DOUBTFUL_SPEECH = 0.45;

    private final WorkServer server;
    private final ReaderPool readers;
    private final LeaseOffer offer;
    private final Renewal renewal;
    private final Path spool;
    private final RandomGenerator random;
    private final ObjectMapper mapper = new ObjectMapper();
    private final TreeMap<Integer, PageResult> pages = new TreeMap<>();
    private final List<AttachmentResult> attachments = new ArrayList<>();
    private String mediaType;
    private @Nullable FileKind kind;
    private OptionalInt pageCount = OptionalInt.empty();

    Job(WorkServer server, ReaderPool readers, LeaseOffer offer, Renewal renewal, Path spool, RandomGenerator random) {
        this.server = server;
        this.readers = readers;
        this.offer = offer;
        this.renewal = renewal;
        this.spool = spool;
        this.random = random;
        this.mediaType = offer.mediaType();
    }

    void run() throws IOException, InterruptedException, LeaseGoneException {
        Path file = spool.resolve("source");
        patiently(() -> {
            server.fetch(offer, file);
            return true;
        });
        WorkResult result = read(file);
        patiently(() -> {
            try {
                server.finish(offer.token(), result);
            } catch (WorkServer.RefusedResultException e) {
                // Ours to mend, not the file's: it is kept, and a person sees that reading it failed.
                finishRefused(e);
            }
            return true;
        });
    }

    private void finishRefused(WorkServer.RefusedResultException refused)
            throws IOException, InterruptedException, LeaseGoneException {
        try {
            server.finish(
                    offer.token(),
                    new WorkResult.Failed(PageProblem.UNREADABLE, String.valueOf(refused.getMessage()), true));
        } catch (WorkServer.RefusedResultException again) {
            throw new LeaseGoneException();
        }
    }

    // ---------------------------------------------------------------- pages

    private WorkResult read(Path file) throws IOException, InterruptedException, LeaseGoneException {
        return switch (readPages(file)) {
            case ReadEnd.Finished(FileOutcome.Audio audio) -> hear(file, audio.mediaType());
            case ReadEnd.Finished(FileOutcome.Held held) -> new WorkResult.Held(held.problem(), held.askPerson());
            case ReadEnd.Finished(FileOutcome.Read read) -> readResult(inputPages(read));
            case ReadEnd.Finished(FileOutcome.Failed failed) -> cutShort(failed.problem(), failed.detail());
            case ReadEnd.Lost lost -> lost(lost.loss());
        };
    }

    private int inputPages(FileOutcome.Read read) {
        return offer.pages().isEmpty() ? Math.max(read.pages(), highestPage()) : pageCount.orElse(highestPage());
    }

    private ReadEnd readPages(Path file) throws IOException, InterruptedException, LeaseGoneException {
        // Of a document cut out of a file only its own pages: the others belong to documents that are settled.
        PageSelection which = offer.pages().isEmpty()
                ? new PageSelection.All()
                : new PageSelection.Some(offer.pages().stream().sorted().toList());
        ReadRequest request = new ReadRequest(
                offer.name(), offer.password(), offer.settings(), offer.standing(), Budgets.usual(), spool, which);
        try {
            return readers.read(file, request, offer.priority(), new HandingIn());
        } catch (LeaseGoneInSinkException e) {
            throw new LeaseGoneException();
        }
    }

    /** The reader said that the file ends before its end, or cannot be read at all. */
    private WorkResult cutShort(PageProblem problem, String detail) {
        if (!offer.pages().isEmpty()) {
            offer.pages().forEach(page -> pages.putIfAbsent(page, rejected(page, problem, detail)));
            return readResult(pageCount.orElse(highestPage()));
        }
        if (pages.isEmpty() && attachments.isEmpty()) {
            return new WorkResult.Failed(problem, detail, false);
        }
        int known = Math.max(pageCount.orElse(0), highestPage());
        if (pages.size() == known) {
            // Every page was delivered and something else is not right, or how many there are is not known: the reason
            // must stand in the ledger all the same.
            known++;
        }
        for (int page = 1; page <= known; page++) {
            pages.putIfAbsent(page, rejected(page, problem, detail));
        }
        return readResult(known);
    }

    /** Readers were lost twice outside a page, or on a file that is read whole: that one is worth another attempt. */
    private WorkResult lost(ReaderLoss loss) {
        boolean pageByPage = kind == FileKind.PDF || kind == FileKind.IMAGE;
        return pages.isEmpty() || !pageByPage && offer.attempt() == 1
                ? failedFor(loss)
                : cutShort(loss.problem(), loss.sentence());
    }

    private static WorkResult failedFor(ReaderLoss loss) {
        return new WorkResult.Failed(loss.problem(), loss.sentence(), true);
    }

    private WorkResult readResult(int inputPages) {
        return new WorkResult.Read(
                mediaType, documentKind(), List.copyOf(pages.values()), inputPages, List.copyOf(attachments));
    }

    /** How many pages are to be read, 0 as long as nobody knows. */
    private int wanted() {
        return offer.pages().isEmpty() ? pageCount.orElse(0) : offer.pages().size();
    }

    private int highestPage() {
        return pages.isEmpty() ? 0 : pages.lastKey();
    }

    private DocumentKind documentKind() {
        return DocumentKinds.of(kind, offer.expected());
    }

    private static PageResult rejected(int page, PageProblem problem, String detail) {
        return new PageResult(
                page,
                PageEnd.REJECTED,
                "",
                0,
                "",
                Optional.of(problem),
                detail,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
    }

    /** Carries the news out of a sink, which may throw only what reading throws. */
    private static final class LeaseGoneInSinkException extends IOException {
        private static final long serialVersionUID = 1;

        LeaseGoneInSinkException(LeaseGoneException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Hands every page in as it comes, so that a thousand of them never lie about here. */
    private final class HandingIn implements ReadSink {
        @Override
        public void opened(FileFacts facts) {
            mediaType = facts.mediaType();
            kind = facts.kind();
            pageCount = facts.pageCount();
            renewal.reached(pages.size(), wanted(), false);
        }

        @Override
        public void page(PageRead page) throws IOException {
            try {
                pages.put(page.sourcePage(), handIn(page));
            } catch (LeaseGoneException e) {
                throw new LeaseGoneInSinkException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped in the middle of a file", e);
            }
            renewal.reached(pages.size(), Math.max(wanted(), pages.size()), false);
        }

        @Override
        public void attachment(AttachmentRead attachment) throws IOException {
            try {
                KeptBlob kept = patiently(() -> server.keep(offer.token(), attachment.file(), attachment.mediaType()));
                attachments.add(new AttachmentResult(kept, attachment.name()));
            } catch (LeaseGoneException e) {
                throw new LeaseGoneInSinkException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped in the middle of a file", e);
            }
            Files.deleteIfExists(attachment.file());
        }
    }

    private PageResult handIn(PageRead page) throws IOException, InterruptedException, LeaseGoneException {
        Optional<KeptBlob> image = handIn(page.image());
        Optional<KeptBlob> thumbnail = handIn(page.thumbnail());
        return switch (page.outcome()) {
            case PageOutcome.Content content -> contentResult(page, content.reading(), image, thumbnail);
            case PageOutcome.Blank _ ->
                result(page, PageEnd.BLANK, "", 1, "", Optional.empty(), "", "", image, thumbnail, Optional.empty());
            case PageOutcome.Separator separator ->
                result(
                        page,
                        PageEnd.SEPARATOR,
                        "",
                        1,
                        "",
                        Optional.empty(),
                        "",
                        separator.value(),
                        image,
                        thumbnail,
                        Optional.empty());
            case PageOutcome.Rejected rejected ->
                result(
                        page,
                        PageEnd.REJECTED,
                        "",
                        0,
                        "",
                        Optional.of(rejected.problem()),
                        rejected.detail(),
                        "",
                        image,
                        thumbnail,
                        Optional.empty());
        };
    }

    private PageResult contentResult(
            PageRead page, Reading reading, Optional<KeptBlob> image, Optional<KeptBlob> thumbnail)
            throws IOException, InterruptedException, LeaseGoneException {
        Optional<KeptBlob> words = Optional.empty();
        if (!reading.words().isEmpty()) {
            byte[] json = words(reading.words());
            words = Optional.of(patiently(() -> server.keep(offer.token(), json, "application/json")));
        }
        String doubt = reading instanceof Reading.Doubtful doubtful ? doubtful.reason() : "";
        Optional<PageProblem> problem = Optional.empty();
        String detail = "";
        if (reading instanceof Reading.Unreadable unreadable) {
            problem = Optional.of(unreadable.problem());
            detail = unreadable.detail();
        }
        return result(
                page,
                PageEnd.CONTENT,
                reading.text(),
                reading.confidence(),
                doubt,
                problem,
                detail,
                "",
                image,
                thumbnail,
                words);
    }

    @SuppressWarnings("TooManyParameters") // One for each part of the message.
    private static PageResult result(
            PageRead page,
            PageEnd end,
            String text,
            double confidence,
            String doubt,
            Optional<PageProblem> problem,
            String detail,
            String value,
            Optional<KeptBlob> image,
            Optional<KeptBlob> thumbnail,
            Optional<KeptBlob> words) {
        return new PageResult(
                page.sourcePage(),
                end,
                text,
                confidence,
                doubt,
                problem,
                detail,
                value,
                page.geometry(),
                image,
                thumbnail,
                words,
                page.steps(),
                page.elapsedMs());
    }

    private Optional<KeptBlob> handIn(Optional<Path> picture)
            throws IOException, InterruptedException, LeaseGoneException {
        if (picture.isEmpty()) {
            return Optional.empty();
        }
        Path file = picture.get();
        boolean jpeg = file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
        KeptBlob kept = patiently(() -> server.keep(offer.token(), file, jpeg ? "image/jpeg" : "image/png"));
        Files.deleteIfExists(file);
        return Optional.of(kept);
    }

    private byte[] words(List<Word> words) throws IOException {
        ArrayNode array = mapper.createArrayNode();
        for (Word word : words) {
            array.addObject()
                    .put("text", word.text())
                    .put("x", word.box().x())
                    .put("y", word.box().y())
                    .put("width", word.box().width())
                    .put("height", word.box().height())
                    .put("confidence", Math.round(word.confidence() * 1000) / 1000.0)
                    .put("line", word.line());
        }
        return mapper.writeValueAsBytes(array);
    }

    // ---------------------------------------------------------------- recordings

    private WorkResult hear(Path audio, String type) throws IOException, InterruptedException, LeaseGoneException {
        mediaType = type;
        renewal.reached(0, 0, true);
        List<HeardPiece> before = offer.attempt() == 1 ? List.of() : patiently(() -> server.heardBefore(offer.token()));
        HearRequest request = new HearRequest(
                HearRequest.Engine.AUTO,
                Optional.empty(),
                BrowserAudio.plays(type) ? Optional.empty() : Optional.of(spool),
                before);
        return switch (hear(audio, request)) {
            case HearEnd.Lost lost -> failedFor(lost.loss());
            case HearEnd.Finished(Transcription.NotHeard not, var none) -> notHeard(not);
            case HearEnd.Finished(Transcription.Heard heard, Optional<Path> playable) -> {
                byte[] outline = heard.waveform().peaks();
                KeptBlob peaks = patiently(() -> server.keep(offer.token(), outline, "application/octet-stream"));
                Optional<KeptBlob> copy = Optional.empty();
                if (playable.isPresent()) {
                    Path file = playable.get();
                    copy = Optional.of(patiently(() -> server.keep(offer.token(), file, "audio/mp4")));
                }
                yield new WorkResult.Transcribed(type, heard.transcript(), Optional.of(peaks), copy, doubt(heard));
            }
        };
    }

    private HearEnd hear(Path audio, HearRequest request) throws IOException, InterruptedException {
        try (PieceKeeper keeper = new PieceKeeper(server, offer, random)) {
            return readers.hear(audio, request, offer.priority(), new HearListener() {
                @Override
                public void heard(HeardPiece piece) {
                    keeper.heard(piece);
                }

                @Override
                public void reached(long heardMs, long totalMs) {
                    renewal.reached((int) (heardMs / 1000), (int) (totalMs / 1000), true);
                }
            });
        }
    }

    private static String doubt(Transcription.Heard heard) {
        if (!heard.remarks().isEmpty()) {
            return String.join(" ", heard.remarks());
        }
        return heard.transcript().confidence() < DOUBTFUL_SPEECH
                ? "The engine was unsure of most words: listen to the recording."
                : "";
    }

    private static WorkResult notHeard(Transcription.NotHeard not) {
        PageProblem problem = switch (not.problem()) {
            case EMPTY -> PageProblem.EMPTY;
            case CORRUPT -> PageProblem.CORRUPT;
            case ENCRYPTED -> PageProblem.ENCRYPTED;
            case UNSUPPORTED -> PageProblem.UNSUPPORTED;
            case TOO_LONG -> PageProblem.TOO_LARGE;
            case TIMEOUT -> PageProblem.TIMEOUT;
            case NO_SPEECH, NOT_INTELLIGIBLE, ENGINE_FAILED, MODEL_BAD -> PageProblem.UNREADABLE;
        };
        boolean personCanHelp = switch (not.problem()) {
            case NO_SPEECH, NOT_INTELLIGIBLE, ENCRYPTED -> true;
            case EMPTY, CORRUPT, UNSUPPORTED, TOO_LONG, TIMEOUT, ENGINE_FAILED, MODEL_BAD -> false;
        };
        return personCanHelp
                ? new WorkResult.Held(problem, not.message())
                : new WorkResult.Failed(problem, not.message(), not.problem().worthTryingAgain());
    }

    // ---------------------------------------------------------------- a server that is away for a while

    @FunctionalInterface
    private interface Call<T> {
        T make() throws IOException, InterruptedException, LeaseGoneException;
    }

    /** Makes a call until it gets through; the server ends that by saying that the lease is gone. */
    private <T> T patiently(Call<T> call) throws IOException, InterruptedException, LeaseGoneException {
        BackOff away = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5), random);
        long giveUpAt = System.nanoTime()
                + Duration.ofSeconds(offer.leaseSeconds() * 4L).toNanos();
        while (true) {
            try {
                return call.make();
            } catch (IOException e) {
                if (renewal.gone() || System.nanoTime() > giveUpAt) {
                    throw e;
                }
                Thread.sleep(away.next());
            }
        }
    }
}
