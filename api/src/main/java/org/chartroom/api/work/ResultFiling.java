package org.chartroom.api.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.api.aids.AuthorsDraft;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.documents.PageEditAudit;
import org.chartroom.api.status.Meters;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Dictation;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.Lease;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.ReadAgain;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.text.PageProblem;
import org.chartroom.models.text.Transcript;

/**
 * Makes records of what a worker hands in: ledger, documents, pages, stage and audit in one transaction, once for each
 * lease. Safe for use by many threads.
 */
final class ResultFiling {
    private static final String SCOPE = "work";
    private static final int MOST_NAMED = 8;

    private final RecordStore store;
    private final Clock clock;
    private final Supplier<String> ids;
    private final ServerConfig.Work rules;
    private final Meters meters;
    private final AuthorsDraft drafts;

    ResultFiling(
            RecordStore store,
            Clock clock,
            Supplier<String> ids,
            ServerConfig.Work rules,
            Meters meters,
            AuthorsDraft drafts) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.rules = rules;
        this.meters = meters;
        this.drafts = drafts;
    }

    /** What became of a result that was handed in. */
    enum Outcome {
        /** It is kept now. */
        KEPT,
        /** It was kept before; nothing was done again. */
        KEPT_BEFORE,
        /** The lease was not live any more; nothing was done, somebody else has the work. */
        GONE
    }

    /**
     * Keeps a result. Its blobs must be durable.
     *
     * @throws IllegalArgumentException when the result does not tell of every page it should; the message is for the
     *     worker
     */
    Outcome keep(LeaseToken token, WorkResult result, Actor worker) {
        Outcome outcome = store.write(records -> keep(records, token, result, worker));
        if (outcome == Outcome.KEPT) {
            count(result);
        }
        return outcome;
    }

    private void count(WorkResult result) {
        switch (result) {
            case WorkResult.Read read -> read.pages().forEach(page -> meters.pageRead(page.elapsedMs()));
            case WorkResult.Transcribed _, WorkResult.Held _ -> {}
            case WorkResult.Failed _ -> meters.failed();
        }
    }

    private Outcome keep(Records records, LeaseToken token, WorkResult result, Actor worker) {
        Instant now = clock.instant();
        if (records.arrivals().idempotent(SCOPE, token.value()).isPresent()) {
            return Outcome.KEPT_BEFORE;
        }
        Optional<Lease> live = records.work().find(token, now);
        if (live.isEmpty()) {
            return Outcome.GONE;
        }
        Lease lease = live.get();
        Application application = new Application(records, lease, now);
        boolean ofPages = lease.again().filter(ReadAgain::ofPages).isPresent();
        switch (result) {
            case WorkResult.Read read
            when ofPages -> application.pagesReadAgain(lease.again().orElseThrow(), read);
            case WorkResult.Held held
            when ofPages ->
                application.pagesAsBefore(lease.again().orElseThrow(), Verdict.because(held.problem(), held.detail()));
            case WorkResult.Failed failed
            when ofPages && application.isLast(failed) ->
                application.pagesAsBefore(
                        lease.again().orElseThrow(), Verdict.because(failed.problem(), failed.detail()));
            case WorkResult.Read read -> application.read(read);
            case WorkResult.Transcribed transcribed -> application.transcribed(transcribed, worker);
            case WorkResult.Held held ->
                application.end(Stage.NEEDS_PERSON, Verdict.because(held.problem(), held.detail()));
            case WorkResult.Failed failed -> application.failed(failed);
        }
        records.arrivals()
                .rememberIdempotent(SCOPE, token.value(), lease.document().id().value(), now);
        records.audit()
                .append(new AuditEvent(
                        now,
                        worker,
                        AuditAction.STAGE,
                        "document",
                        lease.document().id().value(),
                        lease.document().patient(),
                        Map.of(
                                "outcome",
                                outcomeName(result),
                                "attempt",
                                Integer.toString(lease.attempt()),
                                "stage",
                                application.stage().name())));
        return Outcome.KEPT;
    }

    /** Quarantines work that no worker could finish, such as a file on which every reader died silently. */
    static void giveUp(Records records, Lease lease, Instant now, int attempts) {
        String reason = "Given up after " + attempts + " tries: the reader broke down or was stopped each time";
        if (lease.again().filter(ReadAgain::ofPages).isPresent()) {
            ReadAgain again = lease.again().get();
            records.work().finish(lease.token(), now, again.stageBefore(), formerTextStays(reason));
            return;
        }
        records.work().finish(lease.token(), now, Stage.QUARANTINED, reason);
        records.arrivals()
                .setLedger(
                        lease.document().arrival(),
                        lease.document().id(),
                        1,
                        List.of(new LedgerEntry(
                                lease.document().arrival(),
                                lease.document().id(),
                                1,
                                new PageDisposition.Rejected(PageProblem.READER_DIED, reason))));
    }

    private static String formerTextStays(String why) {
        return "Pages could not be read again, and keep their former text. " + why;
    }

    private static String outcomeName(WorkResult result) {
        return switch (result) {
            case WorkResult.Read _ -> "read";
            case WorkResult.Transcribed _ -> "transcribed";
            case WorkResult.Held _ -> "held";
            case WorkResult.Failed _ -> "failed";
        };
    }

    /** One result being applied to one transaction. */
    private final class Application {
        private final Records records;
        private final Lease lease;
        private final Document leased;
        private final Instant now;
        private final List<LedgerEntry> ledger = new ArrayList<>();

        Application(Records records, Lease lease, Instant now) {
            this.records = records;
            this.lease = lease;
            this.leased = lease.document();
            this.now = now;
        }

        Stage stage() {
            return records.documents().find(leased.id()).map(Document::stage).orElse(Stage.DESTROYED);
        }

        void end(Stage stage, String reason) {
            if (!records.work().finish(lease.token(), now, stage, reason)) {
                throw new IllegalStateException("a lease ended within the transaction that found it live");
            }
        }

        private Document current() {
            return records.documents()
                    .find(leased.id())
                    .orElseThrow(() -> new IllegalStateException("a leased document is not in the store"));
        }

        boolean isLast(WorkResult.Failed failed) {
            return !failed.retry() || lease.attempt() >= rules.maxAttempts();
        }

        void failed(WorkResult.Failed failed) {
            String reason = Verdict.because(failed.problem(), failed.detail());
            if (!isLast(failed)) {
                Duration wait = Duration.ofSeconds((long) rules.firstRetrySeconds() << (lease.attempt() - 1));
                records.work().giveBack(lease.token(), now, now.plus(wait), reason);
                return;
            }
            String tries = lease.attempt() > 1 ? " (" + lease.attempt() + " tries)" : "";
            end(Stage.QUARANTINED, reason + tries);
            // A file that cannot be opened counts as one page in the ledger: it must not just go missing from it.
            if (leased.source().splitFrom().isEmpty() && leased.pages() == 0) {
                ledger(1, new PageDisposition.Rejected(failed.problem(), reason));
                writeLedger(1);
            }
        }

        void read(WorkResult.Read read) {
            if (leased.pages() > 0 && !records.holds().over(leased.id()).isEmpty()) {
                // The hold came while it was being read again.
                end(
                        leased.patient().isPresent() && leased.type().isPresent() ? Stage.FILED : Stage.NEEDS_PERSON,
                        formerTextStays("The document is under legal hold"));
                return;
            }
            List<Document> siblings = records.documents().ofArrival(leased.arrival());
            boolean whole = leased.source().splitFrom().isEmpty()
                    && !records.pageEdits().touched(leased.id())
                    && siblings.stream()
                            .noneMatch(each -> each.source()
                                    .splitFrom()
                                    .filter(leased.id()::equals)
                                    .isPresent());
            if (!whole) {
                readAgain(read);
                return;
            }
            if (read.pages().size() != read.inputPages()) {
                throw new IllegalArgumentException("the file has " + read.inputPages() + " pages, the result tells of "
                        + read.pages().size() + ": every input page needs its end");
            }
            List<List<PageResult>> documents = Separation.documents(read.pages());
            List<PageResult> rejected = read.pages().stream()
                    .filter(page -> page.end() == PageEnd.REJECTED)
                    .toList();
            Attaching attaching = Attaching.of(leased, read.attachments(), siblings);
            Verdict verdict = documents.isEmpty()
                    ? Verdict.ofNothing(read.pages(), !read.attachments().isEmpty())
                    : Verdict.ofPages(
                            documents.getFirst(), rejected, leased.patient().isPresent());
            if (!attaching.refusal().isEmpty() && verdict.stage() != Stage.QUARANTINED) {
                verdict = new Verdict(Stage.NEEDS_PERSON, attaching.refusal());
            }
            end(verdict.stage(), verdict.reason());
            Blob file = typed(leased.source().file(), read.mediaType());
            DocumentKind kind = kind(read.kind());
            List<PageResult> first = documents.isEmpty() ? List.of() : documents.getFirst();
            records.documents()
                    .update(changed(current(), verdict, kind, file, pages(leased.id(), first), leased.title()));
            setPages(leased.id(), first);
            for (int i = 1; i < documents.size(); i++) {
                split(documents.get(i), i + 1, kind, file);
            }
            for (PageResult page : read.pages()) {
                switch (page.end()) {
                    case CONTENT -> {}
                    case BLANK -> ledger(page.sourcePage(), new PageDisposition.Blank(""));
                    case SEPARATOR -> ledger(page.sourcePage(), new PageDisposition.Separator(page.value()));
                    case REJECTED ->
                        ledger(
                                page.sourcePage(),
                                new PageDisposition.Rejected(
                                        page.problem().orElse(PageProblem.UNREADABLE), page.detail()));
                }
            }
            int inputPages = read.inputPages();
            if (!attaching.refusal().isEmpty()) {
                inputPages++;
                ledger(inputPages, new PageDisposition.Rejected(PageProblem.TOO_LARGE, attaching.refusal()));
            }
            writeLedger(inputPages);
            attach(attaching.taken());
        }

        /**
         * A document whose file also holds others, or whose pages people laid out, is read again page by page: nobody
         * else's pages move, and neither do its own. Pages from other files, and pages that somebody turned, stay.
         */
        private void readAgain(WorkResult.Read read) {
            Map<Integer, PageResult> results = new HashMap<>();
            read.pages().forEach(page -> results.put(page.sourcePage(), page));
            List<Page> pages = new ArrayList<>();
            List<PageResult> taken = new ArrayList<>();
            for (Page old : records.documents().pages(leased.id())) {
                if (!old.source().equals(file()) || turned(old)) {
                    pages.add(old);
                    continue;
                }
                PageResult result = results.get(old.sourcePage());
                if (result == null) {
                    throw new IllegalArgumentException("the document has page " + old.sourcePage()
                            + " of the file, the result does not tell of it");
                }
                taken.add(result);
                pages.add(page(leased.id(), old.number(), file(), result));
            }
            Verdict verdict = Verdict.ofPages(taken, List.of(), leased.patient().isPresent());
            end(verdict.stage(), verdict.reason());
            records.documents()
                    .update(changed(
                            current(), verdict, leased.kind(), leased.source().file(), pages, leased.title()));
            records.documents().setPages(leased.id(), pages);
        }

        /** Chosen pages get what was read this time; one without text keeps its former one. An edit that can be undone. */
        void pagesReadAgain(ReadAgain again, WorkResult.Read read) {
            Map<Integer, PageResult> results = new HashMap<>();
            read.pages().forEach(page -> results.put(page.sourcePage(), page));
            Set<PageMark> wanted = Set.copyOf(again.pages());
            List<Page> before = records.documents().pages(leased.id());
            List<Page> after = new ArrayList<>();
            List<PageEdit.KeptPage> kept = new ArrayList<>();
            List<Page> anew = new ArrayList<>();
            for (Page old : before) {
                PageResult result = wanted.contains(PageMark.of(old)) ? results.get(old.sourcePage()) : null;
                if (result == null || result.text().isBlank()) {
                    after.add(old);
                    continue;
                }
                Page page = page(leased.id(), old.number(), again.source(), result);
                after.add(page);
                anew.add(page);
                kept.add(new PageEdit.KeptPage(old, Optional.empty()));
            }
            if (kept.isEmpty()) {
                pagesAsBefore(again, "No text was found on them this way");
                return;
            }
            Verdict verdict = again.stageBefore() == Stage.NEEDS_PERSON
                            && Verdict.ofLying(before, false).stage() == Stage.NEEDS_PERSON
                    ? Verdict.ofLying(after, leased.patient().isPresent())
                    : new Verdict(again.stageBefore(), again.reasonBefore());
            end(verdict.stage(), verdict.reason());
            Document changed = records.documents()
                    .update(changed(
                            current(), verdict, leased.kind(), leased.source().file(), after, leased.title()));
            records.documents().setPages(leased.id(), after);
            PageEdit edit = new PageEdit(
                    new PageEditId(ids.get()),
                    PageEdit.Kind.RE_READ,
                    now,
                    again.asker(),
                    note(again, kept, anew),
                    Optional.empty(),
                    false,
                    List.of(new PageEdit.Arrangement(
                            leased.id(),
                            changed.version(),
                            again.stageBefore(),
                            again.reasonBefore(),
                            before.stream().map(PageMark::of).toList(),
                            after.stream().map(PageMark::of).toList())),
                    kept);
            records.pageEdits().add(edit);
            PageEditAudit.append(records, edit);
        }

        /** Such as {@code page 2, as a form, in spa, 61 → 93 %}. */
        private static String note(ReadAgain again, List<PageEdit.KeptPage> kept, List<Page> anew) {
            String pages = (anew.size() == 1 ? "page " : "pages ")
                    + anew.stream()
                            .limit(MOST_NAMED)
                            .map(page -> Integer.toString(page.number()))
                            .collect(Collectors.joining(", "))
                    + (anew.size() > MOST_NAMED ? " …" : "");
            String words = again.settings().words();
            return pages
                    + (words.isEmpty() ? "" : ", " + words)
                    + ", in " + String.join(" and ", again.settings().languages())
                    + ", " + percent(kept.stream().map(PageEdit.KeptPage::page)) + " → " + percent(anew.stream())
                    + " %";
        }

        private static long percent(Stream<Page> pages) {
            return Math.round(pages.mapToDouble(Page::confidence).average().orElse(0) * 100);
        }

        void pagesAsBefore(ReadAgain again, String why) {
            end(again.stageBefore(), formerTextStays(why));
        }

        /** The document for which the leased document's file was read. */
        private DocumentId file() {
            return leased.source().splitFrom().orElse(leased.id());
        }

        private boolean turned(Page page) {
            return records.pageEdits().kept(page.source(), page.sourcePage()).stream()
                    .map(kept -> kept.kept().page())
                    .reduce((_, earlier) -> earlier)
                    .map(first ->
                            PageMark.of(first).rotation() != PageMark.of(page).rotation())
                    .orElse(false);
        }

        private void split(List<PageResult> pages, int number, DocumentKind kind, Blob file) {
            Verdict verdict = Verdict.ofPages(pages, List.of(), false);
            DocumentId id = new DocumentId(ids.get());
            records.documents()
                    .add(new Document(
                            id,
                            leased.arrival(),
                            leased.facility(),
                            kind,
                            verdict.stage(),
                            verdict.reason(),
                            leased.priority(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "",
                            leased.title() + " (part " + number + ")",
                            pages.size(),
                            confidence(pages),
                            new DocumentSource(
                                    file,
                                    leased.source().name(),
                                    leased.source().attachedTo(),
                                    Optional.of(leased.id())),
                            now,
                            now,
                            1));
            setPages(id, pages);
        }

        private void attach(List<AttachmentResult> attachments) {
            for (AttachmentResult attachment : attachments) {
                DocumentId id = new DocumentId(ids.get());
                records.documents()
                        .add(new Document(
                                id,
                                leased.arrival(),
                                leased.facility(),
                                DocumentKind.OTHER,
                                Stage.RECEIVED,
                                "",
                                leased.priority(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                attachment.name().isBlank() ? "Attachment" : attachment.name(),
                                0,
                                0,
                                new DocumentSource(
                                        attachment.file().toBlob(),
                                        attachment.name(),
                                        Optional.of(leased.id()),
                                        Optional.empty()),
                                now,
                                now,
                                1));
                records.work().open(id, ArrivalKind.SCAN, leased.priority(), now);
            }
        }

        void transcribed(WorkResult.Transcribed result, Actor worker) {
            Transcript transcript = drafts.of(
                    records,
                    records.dictations()
                            .find(leased.id())
                            .map(Dictation::author)
                            .orElseGet(() -> arrival().receivedBy()),
                    result.transcript());
            boolean heard = !transcript.words().isEmpty();
            Verdict verdict = !heard
                    ? new Verdict(Stage.NEEDS_PERSON, "No words were recognised in the recording")
                    : result.doubt().isBlank()
                            ? new Verdict(Stage.READ, "")
                            : new Verdict(Stage.NEEDS_PERSON, result.doubt());
            end(verdict.stage(), verdict.reason());
            Document current = current();
            Blob file = typed(leased.source().file(), result.mediaType());
            records.documents()
                    .update(new Document(
                            current.id(),
                            current.arrival(),
                            current.facility(),
                            DocumentKind.DICTATION,
                            verdict.stage(),
                            verdict.reason(),
                            current.priority(),
                            current.patient(),
                            current.encounter(),
                            current.type(),
                            current.date(),
                            current.author(),
                            current.title(),
                            1,
                            transcript.confidence(),
                            source(current, file),
                            current.createdAt(),
                            now,
                            current.version()));
            dictation(result, transcript);
            int number = records.dictations()
                            .latest(leased.id())
                            .map(TranscriptVersion::number)
                            .orElse(0)
                    + 1;
            records.dictations()
                    .addVersion(new TranscriptVersion(
                            leased.id(), number, TranscriptState.DRAFT, transcript, worker.user(), now, ""));
            records.documents()
                    .setPages(
                            leased.id(),
                            List.of(new Page(
                                    leased.id(),
                                    1,
                                    leased.id(),
                                    1,
                                    transcript.text(),
                                    transcript.confidence(),
                                    verdict.reason(),
                                    heard ? Optional.empty() : Optional.of(PageProblem.UNREADABLE),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of())));
            ledger(1, new PageDisposition.InDocument(leased.id(), 1));
            writeLedger(1);
        }

        private void dictation(WorkResult.Transcribed result, Transcript transcript) {
            Optional<Blob> peaks = result.peaks().map(KeptBlob::toBlob);
            Optional<Blob> playable = result.playable().map(KeptBlob::toBlob);
            Optional<Dictation> known = records.dictations().find(leased.id());
            Dictation base = known.orElseGet(() -> new Dictation(
                    leased.id(),
                    arrival().receivedBy(),
                    "",
                    Optional.empty(),
                    transcript.audioMs(),
                    Optional.empty(),
                    Optional.empty()));
            if (known.isEmpty()) {
                records.dictations().add(base);
            }
            records.dictations()
                    .update(new Dictation(
                            leased.id(),
                            base.author(),
                            base.workType(),
                            base.due(),
                            transcript.audioMs(),
                            peaks,
                            playable));
        }

        private Arrival arrival() {
            return records.arrivals()
                    .find(leased.arrival())
                    .orElseThrow(() -> new ConflictException("The arrival of the document is not there."));
        }

        /** The reader cannot tell a fax from a scan; whoever sent it could. */
        private DocumentKind kind(DocumentKind read) {
            return read == DocumentKind.SCAN && lease.expected() == ArrivalKind.FAX ? DocumentKind.FAX : read;
        }

        private static Blob typed(Blob file, String mediaType) {
            return new Blob(file.ref(), file.sha256(), file.bytes(), mediaType);
        }

        private static DocumentSource source(Document document, Blob file) {
            return new DocumentSource(
                    file,
                    document.source().name(),
                    document.source().attachedTo(),
                    document.source().splitFrom());
        }

        private Document changed(
                Document current, Verdict verdict, DocumentKind kind, Blob file, List<Page> pages, String title) {
            return new Document(
                    current.id(),
                    current.arrival(),
                    current.facility(),
                    kind,
                    verdict.stage(),
                    verdict.reason(),
                    current.priority(),
                    current.patient(),
                    current.encounter(),
                    current.type(),
                    current.date(),
                    current.author(),
                    title,
                    pages.size(),
                    pages.stream().mapToDouble(Page::confidence).min().orElse(0),
                    source(current, file),
                    current.createdAt(),
                    now,
                    current.version());
        }

        private void setPages(DocumentId document, List<PageResult> results) {
            List<Page> pages = pages(document, results);
            records.documents().setPages(document, pages);
            pages.forEach(page -> ledger(page.sourcePage(), new PageDisposition.InDocument(document, page.number())));
        }

        private List<Page> pages(DocumentId document, List<PageResult> results) {
            List<Page> pages = new ArrayList<>();
            for (PageResult result : results) {
                pages.add(page(document, pages.size() + 1, file(), result));
            }
            return pages;
        }

        private Page page(DocumentId document, int number, DocumentId source, PageResult result) {
            return new Page(
                    document,
                    number,
                    source,
                    result.sourcePage(),
                    result.text(),
                    result.confidence(),
                    result.doubt(),
                    result.problem(),
                    result.geometry(),
                    result.image().map(KeptBlob::toBlob),
                    result.thumbnail().map(KeptBlob::toBlob),
                    result.words().map(KeptBlob::toBlob),
                    result.steps());
        }

        private static double confidence(List<PageResult> pages) {
            return pages.stream().mapToDouble(PageResult::confidence).min().orElse(0);
        }

        private void ledger(int sourcePage, PageDisposition disposition) {
            ledger.add(new LedgerEntry(leased.arrival(), leased.id(), sourcePage, disposition));
        }

        private void writeLedger(int inputPages) {
            ledger.sort(java.util.Comparator.comparingInt(LedgerEntry::sourcePage));
            records.arrivals().setLedger(leased.arrival(), leased.id(), inputPages, ledger);
        }
    }
}
