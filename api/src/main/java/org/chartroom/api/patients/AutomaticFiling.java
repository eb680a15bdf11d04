package org.chartroom.api.patients;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.config.FilingConfig;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.documents.FilingDesk;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Versions;
import org.chartroom.index.PageTexts;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.Paper;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserAccount;

/**
 * Files what was read into charts where the rules let a paper file itself, and holds what they stop. For a duty that runs every few
 * seconds, on one thread.
 *
 * <p>A paper files itself only when it is one paper, every one of its pages was read without doubt, its type is sure, the rule pairs
 * say whose it is and nothing contradicts, and the chart is not restricted. What a person took out of a chart, or anything that
 * already waits for a person, is left to people.
 */
public final class AutomaticFiling {
    /** A longer document is a book of many papers, and a person's work. */
    private static final int MOST_PAGES = 100;

    private static final int CHANGES_AT_ONCE = 200;

    /** So that other duties are not kept waiting when thousands of papers do, after a start. */
    private static final int SORTED_AT_ONCE = 20;

    private final RecordStore store;
    private final FilingDesk desk;
    private final PatientDirectory directory;
    private final DocumentLayouts layouts;
    private final PaperTypes learnt;
    private final DocumentTypes types;
    private final FilingConfig config;
    private final Clock clock;
    private final ZoneId zone;
    private final Caller house = new Caller(
            new UserAccount(
                    Accounting.HOUSE.user(),
                    Accounting.HOUSE.name(),
                    Accounting.HOUSE.name(),
                    Set.of(Role.ADMINISTRATOR),
                    Optional.empty(),
                    false),
            Accounting.HOUSE.role(),
            "",
            "");
    private long seen;

    /**
     * @param texts the pages as they were read
     * @param learnt tells the types of papers
     * @param types the office's list; a paper of another type is not filed
     */
    public AutomaticFiling(
            RecordStore store,
            FilingDesk desk,
            PatientDirectory directory,
            PageTexts texts,
            PaperTypes learnt,
            DocumentTypes types,
            FilingConfig config,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.desk = desk;
        this.directory = directory;
        this.layouts = new DocumentLayouts(texts);
        this.learnt = learnt;
        this.types = types;
        this.config = config;
        this.clock = clock;
        this.zone = zone;
    }

    /** Looks at some of what has changed since it looked last; after a start, at everything that waits. */
    public void keepUp() {
        if (!config.automatic() || !directory.isComplete()) {
            return;
        }
        int sorted = 0;
        List<Change> changes;
        do {
            changes = store.read(records -> records.changes().after(seen, CHANGES_AT_ONCE));
            for (Change change : changes) {
                if (sorted == SORTED_AT_ONCE) {
                    return;
                }
                sorted += consider(change.document()) ? 1 : 0;
                seen = change.sequence();
            }
        } while (changes.size() == CHANGES_AT_ONCE);
    }

    /** Whether its pages were looked at. */
    private boolean consider(DocumentId id) {
        Optional<Document> waiting = store.read(records -> records.documents()
                .find(id)
                .filter(document -> document.stage() == Stage.READ
                        && document.stageReason().isEmpty()
                        && document.patient().isEmpty()
                        && document.kind() != DocumentKind.DICTATION
                        && document.pages() > 0
                        && document.pages() <= MOST_PAGES));
        if (waiting.isEmpty()) {
            return false;
        }
        Document document = waiting.get();
        LocalDate today = LocalDate.now(clock.withZone(zone));
        List<PageLayout> pages = layouts.of(document, MOST_PAGES);
        List<Paper> papers = directory.sort(pages, learnt, today);
        Paper whole = papers.size() == 1 ? papers.getFirst() : directory.one(pages, learnt, today);
        try {
            switch (whole.verdict()) {
                case Verdict.Stop stop ->
                    desk.hold(
                            house,
                            document.id(),
                            Versions.tag(document.version()).toString(),
                            reason(stop));
                case Verdict.FileByItself file ->
                    onePaper(papers, file.patient()).ifPresent(paper -> file(document, paper, file.patient()));
                case Verdict.AskPerson _ -> {}
            }
        } catch (ConflictException | ProblemException e) {
            // Somebody had it in hand at the same moment; it is theirs, and comes by again when they leave it.
        }
        return true;
    }

    private static String reason(Verdict.Stop stop) {
        return stop.concerns().stream().sorted().map(Concern::words).collect(Collectors.joining(" "));
    }

    /** The paper that the document is, its cover sheet aside; empty when it is several, or one of them is not surely the patient's. */
    private static Optional<Paper> onePaper(List<Paper> papers, Candidate whose) {
        boolean all = papers.stream()
                .allMatch(paper -> paper.verdict() instanceof Verdict.FileByItself file
                        && file.patient().patient().equals(whose.patient()));
        List<Paper> covered = papers.size() == 2 && papers.getFirst().isCover() ? papers.subList(1, 2) : papers;
        return all && covered.size() == 1 ? Optional.of(covered.getFirst()) : Optional.empty();
    }

    private void file(Document document, Paper paper, Candidate whose) {
        Optional<DocumentType> type = paper.type()
                .filter(guess -> guess.probability() >= config.sureOfType())
                .flatMap(guess -> types.all().stream()
                        .filter(each -> each.code().equals(guess.code()))
                        .findFirst());
        boolean fit = store.read(records -> {
            List<Page> pages = records.documents().pages(document.id());
            boolean wellRead = pages.stream()
                    .allMatch(page -> page.doubt().isEmpty() && page.problem().isEmpty());
            Optional<Patient> patient = records.patients().find(whose.patient());
            return wellRead && patient.filter(each -> !each.restricted()).isPresent();
        });
        if (fit && type.isPresent()) {
            desk.file(
                    house,
                    document.id(),
                    Versions.tag(document.version()).toString(),
                    new FilingDesk.Filing(
                            whose.patient(),
                            type.get(),
                            paper.says().facts().serviceDate(),
                            Optional.empty(),
                            Optional.empty(),
                            Set.of()));
        }
    }
}
