package org.chartroom.index.lucene;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.chartroom.index.IndexUpdate;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.SearchPage;
import org.chartroom.index.SearchRequest;
import org.chartroom.index.SearchSort;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.BadQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.index.synonyms.Thesaurus;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;

/** A small office's records in memory, and short words for putting and finding them. */
final class Office implements PageTexts {
    static final FacilityId NORTH = new FacilityId("north");
    static final FacilityId SOUTH = new FacilityId("south");
    static final Viewer CLERK = Viewer.of(NORTH);
    static final Instant MORNING = Instant.parse("2025-03-04T09:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(MORNING);

    private final Map<String, PageText> texts = new ConcurrentHashMap<>();

    LuceneSearchIndex open(Path folder) {
        return LuceneSearchIndex.open(folder, this, CLOCK, ZoneOffset.UTC);
    }

    LuceneSearchIndex openInMemory(Path folder) {
        Thesaurus shipped = Thesaurus.shipped();
        return LuceneSearchIndex.open(
                folder,
                this,
                CLOCK,
                ZoneOffset.UTC,
                () -> shipped,
                Optional.of(new LetterModel()),
                path -> new ByteBuffersDirectory());
    }

    @Override
    public Optional<PageText> find(DocumentId document, int page) {
        return Optional.ofNullable(texts.get(document + "/" + page));
    }

    void text(String document, int page, PageText text) {
        texts.put(document + "/" + page, text);
    }

    /** A scan in the north office with these pages. */
    IndexedDocument scan(String id, String... pages) {
        return document(id, "Scan " + id, Optional.empty(), pages);
    }

    IndexedDocument document(String id, String title, Optional<IndexedPatient> patient, String... pages) {
        List<IndexedPage> indexed = new ArrayList<>();
        for (String page : pages) {
            indexed.add(new IndexedPage(indexed.size() + 1, page));
            text(id, indexed.size(), new PageText.Plain(page));
        }
        return new IndexedDocument(
                new DocumentId(id),
                1,
                NORTH,
                DocumentKind.SCAN,
                patient.isPresent() ? Stage.FILED : Stage.READ,
                Optional.empty(),
                Optional.empty(),
                "",
                title,
                patient,
                MORNING,
                Channel.UPLOAD,
                indexed);
    }

    static IndexedDocument with(
            IndexedDocument d, DocumentKind kind, DocumentType type, LocalDate date, String author) {
        return new IndexedDocument(
                d.id(),
                d.version(),
                d.facility(),
                kind,
                d.stage(),
                Optional.of(type),
                Optional.of(date),
                author,
                d.title(),
                d.patient(),
                d.createdAt(),
                d.channel(),
                d.pages());
    }

    static IndexedDocument in(FacilityId facility, IndexedDocument d) {
        return new IndexedDocument(
                d.id(),
                d.version(),
                facility,
                d.kind(),
                d.stage(),
                d.type(),
                d.date(),
                d.author(),
                d.title(),
                d.patient(),
                d.createdAt(),
                d.channel(),
                d.pages());
    }

    static IndexedDocument labelled(IndexedDocument d, String label) {
        return new IndexedDocument(
                d.id(),
                d.version(),
                d.facility(),
                d.kind(),
                d.stage(),
                d.type(),
                d.date(),
                d.author(),
                d.title(),
                d.patient(),
                d.createdAt(),
                d.channel(),
                d.pages().stream()
                        .map(page -> new IndexedPage(page.number(), page.text(), Set.of(label)))
                        .toList());
    }

    static IndexedPatient patient(String id, String name, String mrn, boolean restricted) {
        return new IndexedPatient(new PatientId(id), name, mrn, LocalDate.of(1950, 1, 31), restricted);
    }

    static void put(SearchIndex index, long sequence, IndexedDocument... documents) {
        List<IndexUpdate> updates = new ArrayList<>();
        for (IndexedDocument document : documents) {
            updates.add(new IndexUpdate.Put(document));
        }
        index.apply(sequence, updates);
        index.refresh();
    }

    static SearchQuery query(String typed) {
        return switch (QueryLanguage.parse(typed)) {
            case SearchQuery query -> query;
            case BadQuery bad -> throw new AssertionError(typed + ": " + bad);
        };
    }

    /** The same, also by meaning. */
    static SearchRequest meant(Viewer viewer, String typed) {
        return new SearchRequest(
                viewer, query(typed), SearchFilter.NONE, SearchSort.RELEVANCE, Optional.empty(), 50, true, true);
    }

    static SearchRequest request(Viewer viewer, String typed) {
        return new SearchRequest(
                viewer, query(typed), SearchFilter.NONE, SearchSort.RELEVANCE, Optional.empty(), 50, true);
    }

    static SearchPage search(SearchIndex index, String typed) {
        return index.search(request(CLERK, typed));
    }

    /** Ids of what the clerk finds, best first. */
    static List<String> found(SearchIndex index, String typed) {
        return ids(search(index, typed));
    }

    static List<String> ids(SearchPage page) {
        return page.hits().stream().map(hit -> hit.document().value()).toList();
    }
}
