package org.chartroom.api.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Repeats;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageEdits.KeptPageOf;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.PageProblem;
import org.jspecify.annotations.Nullable;

/**
 * Lays the pages of documents differently: split, merge, reorder, turn, take out, bring back, move, and undo of each. Every
 * edit is one transaction with its audit entries; afterwards each input page is still in exactly one document or accounted
 * for in the ledger. The bytes that came in are never touched.
 *
 * <p>No edit takes a page into or out of a chart: documents that exchange pages are of the same patient, or in no chart
 * and of the same arrival. Filing does the rest. Safe for use by many threads.
 */
public final class PageDesk {
    private final Counter counter;
    private final PageTurner turner;

    public PageDesk(Counter counter, ObjectMapper json) {
        this.counter = counter;
        this.turner = new PageTurner(counter.blobs(), json);
    }

    /**
     * Who asks, of which document.
     *
     * @param version the {@code If-Match} header
     * @param key the {@code Idempotency-Key} header: the same key of the same person edits once
     */
    record Asked(
            Caller caller,
            DocumentId id,
            @Nullable String version,
            @Nullable String key) {}

    /** How pages that are taken out are accounted for. */
    enum TakenAs {
        BLANK,
        REJECTED
    }

    /** An edit being put together in its transaction. */
    private static final class Plan {
        private final Map<DocumentId, Laid> laid = new LinkedHashMap<>();
        private final Map<Slot, PageDisposition> left = new LinkedHashMap<>();
        private String note = "";
        private Optional<PageEditId> undoes = Optional.empty();

        void lay(Laid document) {
            laid.put(document.document().id(), document);
        }
    }

    /** A page of a file. */
    private record Slot(DocumentId source, int sourcePage) {
        static Slot of(Page page) {
            return new Slot(page.source(), page.sourcePage());
        }

        static Slot of(PageMark mark) {
            return new Slot(mark.source(), mark.sourcePage());
        }
    }

    /**
     * A document and the pages it shall have.
     *
     * @param made whether this edit makes it
     */
    private record Laid(
            Document document, boolean made, List<Page> before, List<Page> after, Stage stage, String reason) {
        static Laid of(Document document, List<Page> before, List<Page> after) {
            return new Laid(document, false, before, after, document.stage(), document.stageReason());
        }

        static Laid emptied(Document document, List<Page> before, String reason) {
            return new Laid(document, false, before, List.of(), Stage.MERGED, reason);
        }
    }

    private interface Planning {
        void plan(Records records, Document document, List<Page> pages, Plan plan);
    }

    /** Makes the pages after each of {@code after} documents of their own. */
    PageEdit split(Asked asked, Collection<Integer> after) {
        return edit(asked, PageEdit.Kind.SPLIT, (records, document, pages, plan) -> {
            TreeSet<Integer> cuts = new TreeSet<>(after);
            if (cuts.isEmpty() || cuts.first() < 1 || cuts.last() >= pages.size()) {
                throw ProblemException.badRequest("A document of " + pages.size()
                        + " pages can be split after a page before its last. Nothing was changed.");
            }
            plan.lay(Laid.of(document, pages, pages.subList(0, cuts.first())));
            int part = 2;
            for (int cut : cuts) {
                int end = Optional.ofNullable(cuts.higher(cut)).orElse(pages.size());
                List<Page> own = pages.subList(cut, end);
                Document made = part(records, document, own, part++);
                plan.lay(new Laid(made, true, List.of(), own, made.stage(), made.stageReason()));
            }
        });
    }

    /** A new document for some of the pages of another; in the same chart, for a split moves nothing out of it. */
    private Document part(Records records, Document of, List<Page> pages, int number) {
        DocumentId source = pages.getFirst().source();
        Document file = records.documents().find(source).orElseThrow();
        Instant now = counter.clock().instant();
        return new Document(
                new DocumentId(counter.ids().get()),
                file.arrival(),
                of.facility(),
                of.kind(),
                of.stage(),
                of.stageReason(),
                of.priority(),
                of.patient(),
                of.encounter(),
                of.type(),
                of.date(),
                of.author(),
                of.title() + " (part " + number + ")",
                pages.size(),
                confidence(pages),
                new DocumentSource(
                        file.source().file(),
                        file.source().name(),
                        file.source().attachedTo(),
                        Optional.of(source)),
                now,
                now,
                1);
    }

    /** Brings all pages of the others to the end of this document, in the order given. */
    PageEdit merge(Asked asked, List<DocumentId> with) {
        return edit(asked, PageEdit.Kind.MERGE, (records, document, pages, plan) -> {
            Set<DocumentId> others = new LinkedHashSet<>(with);
            if (others.isEmpty() || others.size() != with.size() || others.contains(document.id())) {
                throw ProblemException.badRequest(
                        "Name the documents to merge with this one, each once. Nothing was changed.");
            }
            List<Page> all = new ArrayList<>(pages);
            List<Laid> emptied = new ArrayList<>();
            for (DocumentId other : others) {
                Document joined = editable(records, asked.caller(), other);
                requireTogether(document, joined);
                List<Page> theirs = records.documents().pages(other);
                all.addAll(theirs);
                emptied.add(Laid.emptied(joined, theirs, "Merged into document " + document.id()));
            }
            plan.lay(Laid.of(document, pages, all));
            emptied.forEach(plan::lay);
        });
    }

    /** @param order every page number once, in the order they shall have */
    PageEdit reorder(Asked asked, List<Integer> order) {
        return edit(asked, PageEdit.Kind.REORDER, (records, document, pages, plan) -> {
            if (!order.stream()
                    .sorted()
                    .toList()
                    .equals(IntStream.rangeClosed(1, pages.size()).boxed().toList())) {
                throw ProblemException.badRequest(
                        "The order has to name each of the pages 1 to " + pages.size() + " once. Nothing was changed.");
            }
            plan.lay(Laid.of(
                    document,
                    pages,
                    order.stream().map(number -> pages.get(number - 1)).toList()));
        });
    }

    /**
     * Turns pages with their words and thumbnails.
     *
     * @param degrees clockwise: 90, 180, 270 or -90
     * @throws IOException when what is kept of a page is damaged; then nothing was changed
     */
    PageEdit rotate(Asked asked, Collection<Integer> numbers, int degrees) throws IOException {
        int turn = Math.floorMod(degrees, 360);
        if (turn % 90 != 0 || turn == 0) {
            throw ProblemException.badRequest("A page can be turned by 90, 180 or 270 degrees. Nothing was changed.");
        }
        // Turned before the transaction, which touches nothing but the store; it checks that nothing changed meanwhile.
        List<Page> seen = counter.store().read(records -> {
            if (repeated(records, asked, PageEdit.Kind.ROTATE)) {
                return List.of();
            }
            Document document = editable(records, asked.caller(), asked.id());
            Versions.check(asked.version(), document.version());
            return chosen(records.documents().pages(asked.id()), numbers);
        });
        Map<Slot, Page> turned = new LinkedHashMap<>();
        Map<Slot, Page> from = new LinkedHashMap<>();
        for (Page page : seen) {
            if (page.image().isEmpty() || page.geometry().isEmpty()) {
                throw new ConflictException("Page " + page.number() + " has no image to turn. Nothing was changed.");
            }
            from.put(Slot.of(page), page);
            Optional<Page> before = stoodSo(page, turn);
            turned.put(Slot.of(page), before.isPresent() ? before.get() : turner.turned(page, turn));
        }
        return edit(asked, PageEdit.Kind.ROTATE, (records, document, pages, plan) -> {
            for (Page page : chosen(pages, numbers)) {
                if (!page.equals(from.get(Slot.of(page)))) {
                    throw new ConflictException("The page was changed meanwhile. Nothing of yours was kept.");
                }
            }
            plan.note = turn + " degrees";
            plan.lay(Laid.of(
                    document,
                    pages,
                    pages.stream()
                            .map(page -> turned.getOrDefault(Slot.of(page), page))
                            .toList()));
        });
    }

    /** The page as it once stood in that direction: so turning to and fro loses nothing. */
    private Optional<Page> stoodSo(Page page, int turn) {
        int rotation = PageTurner.turned(page.geometry().orElseThrow(), turn).rotation();
        return counter.store().read(records -> records.pageEdits().kept(page.source(), page.sourcePage())).stream()
                .map(kept -> kept.kept().page())
                .filter(kept -> PageMark.of(kept).rotation() == rotation
                        && kept.text().equals(page.text())
                        && kept.image().isPresent())
                .findFirst();
    }

    /** Takes pages out of the document; the ledger says who and why, and they can come back. */
    PageEdit drop(Asked asked, Collection<Integer> numbers, TakenAs as, String reason) {
        return edit(asked, PageEdit.Kind.DROP, (records, document, pages, plan) -> {
            List<Page> out = chosen(pages, numbers);
            if (out.size() == pages.size()) {
                throw new ConflictException("A document keeps at least one page. Nothing was changed. If none of it"
                        + " belongs into a chart, mark the document as entered in error.");
            }
            String detail = "Taken out by " + asked.caller().account().displayName()
                    + (reason.isBlank() ? "" : ": " + reason.strip());
            PageDisposition disposition = switch (as) {
                case BLANK -> new PageDisposition.Blank(detail);
                case REJECTED -> new PageDisposition.Rejected(PageProblem.DROPPED, detail);
            };
            out.forEach(page -> plan.left.put(Slot.of(page), disposition));
            plan.note = reason.strip();
            plan.lay(Laid.of(
                    document,
                    pages,
                    pages.stream().filter(page -> !out.contains(page)).toList()));
        });
    }

    /** Brings pages back that were taken out of this document, each to its place among the pages of its file. */
    PageEdit restore(Asked asked, Collection<PageMark> wanted) {
        return edit(asked, PageEdit.Kind.RESTORE, (records, document, pages, plan) -> {
            List<KeptPageOf> dropped = records.pageEdits().dropped(document.id());
            List<Page> after = new ArrayList<>(pages);
            Set<Slot> slots = wanted.stream().map(Slot::of).collect(Collectors.toCollection(LinkedHashSet::new));
            if (slots.isEmpty()) {
                throw ProblemException.badRequest("Name the pages to bring back. Nothing was changed.");
            }
            for (Slot slot : slots) {
                Page page = dropped.stream()
                        .map(each -> each.kept().page())
                        .filter(each -> Slot.of(each).equals(slot))
                        .findFirst()
                        .orElseThrow(() -> new ConflictException("Page " + slot.sourcePage()
                                + " of the file was not taken out of this document, or is back. Nothing was changed."));
                int at = 0;
                for (int i = 0; i < after.size(); i++) {
                    if (after.get(i).source().equals(slot.source())
                            && after.get(i).sourcePage() < slot.sourcePage()) {
                        at = i + 1;
                    }
                }
                after.add(at, page);
            }
            plan.lay(Laid.of(document, pages, after));
        });
    }

    /**
     * Moves pages to another document.
     *
     * @param before number of the page there that they shall come before; empty for its end
     */
    PageEdit move(Asked asked, Collection<Integer> numbers, DocumentId to, Optional<Integer> before) {
        return edit(asked, PageEdit.Kind.MOVE, (records, document, pages, plan) -> {
            List<Page> moved = chosen(pages, numbers);
            if (to.equals(document.id())) {
                throw ProblemException.badRequest("The pages are in that document already. Nothing was changed.");
            }
            if (moved.size() == pages.size()) {
                throw new ConflictException(
                        "All its pages would go. Nothing was changed; merge the documents instead.");
            }
            Document other = editable(records, asked.caller(), to);
            requireTogether(document, other);
            List<Page> theirs = records.documents().pages(to);
            int at = before.map(number -> number - 1).orElse(theirs.size());
            if (at < 0 || at > theirs.size()) {
                throw ProblemException.badRequest(
                        "The other document has no page " + (at + 1) + ". Nothing was changed.");
            }
            List<Page> joined = new ArrayList<>(theirs);
            joined.addAll(at, moved);
            plan.lay(Laid.of(
                    document,
                    pages,
                    pages.stream().filter(page -> !moved.contains(page)).toList()));
            plan.lay(Laid.of(other, theirs, joined));
        });
    }

    /** Takes the latest edit of this document back that was not taken back yet. */
    PageEdit undo(Asked asked) {
        return transaction(asked, PageEdit.Kind.UNDO, (records, document, plan) -> {
            PageEdit last = records.pageEdits()
                    .latest(document.id())
                    .orElseThrow(() -> new ConflictException("There is no edit of its pages to undo."));
            List<Document> documents = new ArrayList<>();
            Map<Slot, Page> pages = new LinkedHashMap<>();
            Map<DocumentId, List<Page>> lie = new LinkedHashMap<>();
            for (PageEdit.Arrangement each : last.documents()) {
                Document touched = seen(records, asked.caller(), each.document());
                List<Page> now = records.documents().pages(touched.id());
                boolean asLeft = now.stream().map(PageMark::of).toList().equals(each.after())
                        && records.pageEdits()
                                .latest(touched.id())
                                .filter(latest -> latest.id().equals(last.id()))
                                .isPresent();
                if (!asLeft) {
                    throw new ConflictException("Pages were changed since in document " + touched.id()
                            + ". Nothing was changed. Undo that first.");
                }
                if (touched.stage() != Stage.MERGED) {
                    requireEditable(touched);
                }
                if (!documents.isEmpty() && !documents.getFirst().patient().equals(touched.patient())) {
                    throw new ConflictException(
                            "The documents are in different charts by now, and an undo moves no page"
                                    + " from chart to chart. Nothing was changed.");
                }
                documents.add(touched);
                lie.put(touched.id(), now);
                now.forEach(page -> pages.put(Slot.of(page), page));
            }
            last.kept().forEach(kept -> pages.put(Slot.of(kept.page()), kept.page()));
            Set<Slot> back = new HashSet<>();
            for (int i = 0; i < documents.size(); i++) {
                PageEdit.Arrangement arrangement = last.documents().get(i);
                Document touched = documents.get(i);
                List<Page> after = arrangement.before().stream()
                        .map(mark -> Optional.ofNullable(pages.get(Slot.of(mark)))
                                .orElseThrow(() -> new IllegalStateException("a page to lay back was not kept")))
                        .toList();
                after.forEach(page -> back.add(Slot.of(page)));
                List<Page> before = lie.getOrDefault(touched.id(), List.of());
                if (after.isEmpty()) {
                    plan.lay(Laid.emptied(touched, before, "Its pages went back to document " + document.id()));
                } else if (before.isEmpty()) {
                    plan.lay(new Laid(
                            touched, false, before, after, arrangement.stageBefore(), arrangement.reasonBefore()));
                } else {
                    plan.lay(Laid.of(touched, before, after));
                }
            }
            for (List<Page> now : lie.values()) {
                for (Page page : now) {
                    if (!back.contains(Slot.of(page))) {
                        plan.left.put(Slot.of(page), accountedBefore(records, page));
                    }
                }
            }
            plan.undoes = Optional.of(last.id());
            plan.note = last.kind().name().toLowerCase(Locale.ROOT);
        });
    }

    private static PageDisposition accountedBefore(Records records, Page page) {
        return records.pageEdits().kept(page.source(), page.sourcePage()).stream()
                .flatMap(kept -> kept.kept().left().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a page would be in no document and not accounted for"));
    }

    private interface Drafting {
        void draft(Records records, Document document, Plan plan);
    }

    private PageEdit edit(Asked asked, PageEdit.Kind kind, Planning planning) {
        return transaction(asked, kind, (records, document, plan) -> {
            requireEditable(document);
            planning.plan(records, document, records.documents().pages(document.id()), plan);
        });
    }

    private PageEdit transaction(Asked asked, PageEdit.Kind kind, Drafting drafting) {
        return counter.store().write(records -> {
            Instant now = counter.clock().instant();
            String id = Repeats.once(records, scope(asked, kind), asked.caller().id(), asked.key(), now, () -> {
                Document document = seen(records, asked.caller(), asked.id());
                Versions.check(asked.version(), document.version());
                Plan plan = new Plan();
                drafting.draft(records, document, plan);
                return apply(records, asked.caller(), kind, plan, now).value();
            });
            return records.pageEdits().find(new PageEditId(id)).orElseThrow();
        });
    }

    private static String scope(Asked asked, PageEdit.Kind kind) {
        return "page edit " + kind + " " + asked.id();
    }

    private static boolean repeated(Records records, Asked asked, PageEdit.Kind kind) {
        return asked.key() != null
                && records.arrivals()
                        .idempotent(scope(asked, kind) + ":" + asked.caller().id(), asked.key())
                        .isPresent();
    }

    private PageEditId apply(Records records, Caller caller, PageEdit.Kind kind, Plan plan, Instant now) {
        Set<Slot> after = new HashSet<>();
        Map<Slot, Page> nowLying = new LinkedHashMap<>();
        for (Laid laid : plan.laid.values()) {
            for (Page page : laid.after()) {
                if (!after.add(Slot.of(page))) {
                    throw new IllegalStateException("a page would lie in two places");
                }
                nowLying.put(Slot.of(page), page);
            }
        }
        plan.laid.values().forEach(laid -> refuseToTakeFromHeld(records, laid));
        List<PageEdit.KeptPage> kept = new ArrayList<>();
        for (Laid laid : plan.laid.values()) {
            for (Page page : laid.before()) {
                Page later = nowLying.get(Slot.of(page));
                if (later == null) {
                    PageDisposition left = Optional.ofNullable(plan.left.get(Slot.of(page)))
                            .orElseThrow(() -> new IllegalStateException("a page would be accounted for nowhere"));
                    kept.add(new PageEdit.KeptPage(page, Optional.of(left)));
                } else if (!later.at(page.document(), page.number()).equals(page)) {
                    kept.add(new PageEdit.KeptPage(page, Optional.empty()));
                }
            }
        }
        List<PageEdit.Arrangement> arrangements = new ArrayList<>();
        for (Laid laid : plan.laid.values()) {
            arrangements.add(lay(records, laid, now));
        }
        PageLedger ledger = new PageLedger(records);
        plan.laid.values().forEach(laid -> ledger.lie(laid.document().id(), laid.after()));
        plan.left.forEach((slot, left) -> ledger.left(slot.source(), slot.sourcePage(), left));
        ledger.write();
        PageEditId id = new PageEditId(counter.ids().get());
        PageEdit edit = new PageEdit(id, kind, now, caller.actor(), plan.note, plan.undoes, false, arrangements, kept);
        records.pageEdits().add(edit);
        PageEditAudit.append(records, edit);
        return id;
    }

    /** No page leaves a document under legal hold, wherever it would go. */
    private static void refuseToTakeFromHeld(Records records, Laid laid) {
        Set<Slot> stay = laid.after().stream().map(Slot::of).collect(Collectors.toSet());
        if (laid.before().stream().anyMatch(page -> !stay.contains(Slot.of(page)))) {
            records.holds()
                    .refuseIfHeld(
                            laid.document().id(),
                            "Pages cannot be taken out of document "
                                    + laid.document().id());
        }
    }

    private static PageEdit.Arrangement lay(Records records, Laid laid, Instant now) {
        Document document = laid.document();
        List<Page> after = new ArrayList<>();
        for (Page page : laid.after()) {
            after.add(page.at(document.id(), after.size() + 1));
        }
        int version = 1;
        if (laid.made()) {
            records.documents().add(document);
        } else {
            version = records.documents().update(with(document, laid, now)).version();
        }
        records.documents().setPages(document.id(), after);
        return new PageEdit.Arrangement(
                document.id(),
                version,
                document.stage(),
                document.stageReason(),
                laid.before().stream().map(PageMark::of).toList(),
                after.stream().map(PageMark::of).toList());
    }

    private static Document with(Document document, Laid laid, Instant now) {
        return new Document(
                document.id(),
                document.arrival(),
                document.facility(),
                document.kind(),
                laid.stage(),
                laid.reason(),
                document.priority(),
                document.patient(),
                document.encounter(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                laid.after().size(),
                confidence(laid.after()),
                document.source(),
                document.createdAt(),
                now,
                document.version());
    }

    private static double confidence(List<Page> pages) {
        return pages.stream().mapToDouble(Page::confidence).min().orElse(0);
    }

    private static List<Page> chosen(List<Page> pages, Collection<Integer> numbers) {
        Set<Integer> wanted = new TreeSet<>(numbers);
        List<Page> chosen =
                pages.stream().filter(page -> wanted.contains(page.number())).toList();
        if (wanted.isEmpty() || chosen.size() != wanted.size()) {
            throw ProblemException.badRequest("Name pages from 1 to " + pages.size() + ". Nothing was changed.");
        }
        return chosen;
    }

    private static Document seen(Records records, Caller caller, DocumentId id) {
        return records.documents()
                .find(id)
                .filter(document -> Access.maySee(records, caller, document))
                .orElseThrow(() -> ProblemException.notFound("document"));
    }

    private static Document editable(Records records, Caller caller, DocumentId id) {
        Document document = seen(records, caller, id);
        requireEditable(document);
        return document;
    }

    private static void requireEditable(Document document) {
        if (document.kind() == DocumentKind.DICTATION) {
            throw new ConflictException(
                    "A dictated note is one text, signed or not; it has no pages to lay differently."
                            + " Nothing was changed.");
        }
        switch (document.stage()) {
            case READ, NEEDS_PERSON, FILED -> {}
            case RECEIVED, READING, TRANSCRIBING ->
                throw new ConflictException("The document is being read. Nothing was changed; its pages can be laid"
                        + " differently when it is through.");
            case QUARANTINED ->
                throw new ConflictException("The document is set aside because it could not be read. Nothing was"
                        + " changed; have it read again first.");
            case ENTERED_IN_ERROR, DESTROYED ->
                throw new ConflictException("The document was entered in error or destroyed. Nothing was changed; its"
                        + " pages stay as they are.");
            case MISDIRECTED ->
                throw new ConflictException("The document is not this office's. Nothing was changed; bring it back to"
                        + " the filing desk first.");
            case MERGED ->
                throw new ConflictException(
                        "Its pages are in another document now. Nothing was changed; undo the merge,"
                                + " or edit that document.");
        }
    }

    /** A page must not get into a chart, or out of one, by the way. */
    private static void requireTogether(Document one, Document other) {
        if (one.patient().isPresent()
                && other.patient().isPresent()
                && !one.patient().equals(other.patient())) {
            throw new ConflictException(
                    "The documents are in the charts of two different patients. Nothing was changed.");
        }
        if (!one.patient().equals(other.patient())) {
            throw new ConflictException("One of the documents is in a chart and the other is not. Nothing was changed;"
                    + " file both in the same chart first, or take both out.");
        }
        boolean sameOrigin = one.arrival().equals(other.arrival());
        if (one.patient().isEmpty() && !sameOrigin) {
            throw new ConflictException(
                    "The documents came in apart and neither is in a chart, so nothing says that they"
                            + " are of one patient. Nothing was changed; file both first.");
        }
    }
}
