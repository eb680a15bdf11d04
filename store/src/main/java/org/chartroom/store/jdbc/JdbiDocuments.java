package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.iso;
import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.number;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Claim;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentSource;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Documents;
import org.chartroom.models.record.EncounterId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.PageProblem;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

final class JdbiDocuments implements Documents {
    /** The columns {@link #ROW} reads, from {@code document d JOIN blob b}. */
    static final String COLUMNS = """
            d.ordinal, d.id, d.arrival, d.facility, d.kind, d.stage, d.stage_reason, d.priority, d.patient, d.encounter,
              d.type_code, d.type_display, d.date, d.author, d.title, d.pages, d.confidence, d.name, d.attached_to,
              d.split_from, d.created_at, d.changed_at, d.version, b.ref, b.sha256, b.bytes, b.media_type
            """;

    static final RowMapper<Document> ROW = (row, context) -> new Document(
            new DocumentId(text(row, "id")),
            new ArrivalId(text(row, "arrival")),
            new FacilityId(text(row, "facility")),
            name(row, "kind", DocumentKind.class),
            name(row, "stage", Stage.class),
            text(row, "stage_reason"),
            Priorities.of(row.getInt("priority")),
            maybe(row, "patient", PatientId::new),
            maybe(row, "encounter", EncounterId::new),
            type(row),
            maybe(row, "date", LocalDate::parse),
            text(row, "author"),
            text(row, "title"),
            row.getInt("pages"),
            row.getDouble("confidence"),
            new DocumentSource(
                    JdbiBlobs.blob(row, ""),
                    text(row, "name"),
                    maybe(row, "attached_to", DocumentId::new),
                    maybe(row, "split_from", DocumentId::new)),
            Columns.instant(row, "created_at"),
            Columns.instant(row, "changed_at"),
            row.getInt("version"));

    private static final RowMapper<Claim> CLAIM_ROW = (row, context) -> new Claim(
            new DocumentId(text(row, "document")),
            new UserId(text(row, "user")),
            Columns.instant(row, "at"),
            Columns.instant(row, "until"));

    private static final String SELECT = "SELECT " + COLUMNS + "FROM document d JOIN blob b ON b.ref = d.file\n";

    /** The columns {@link #PAGE_ROW} reads, from a table of pages {@code p} and {@link #PAGE_BLOBS}. */
    static final String PAGE_COLUMNS = """
            p.document, p.number, p.source, p.source_page, p.text, p.confidence, p.doubt, p.problem, p.width_px, p.height_px,
              p.x_dpi, p.y_dpi, p.rotation, p.skew_degrees, p.steps,
              i.ref AS image_ref, i.sha256 AS image_sha256, i.bytes AS image_bytes, i.media_type AS image_media_type,
              t.ref AS thumb_ref, t.sha256 AS thumb_sha256, t.bytes AS thumb_bytes, t.media_type AS thumb_media_type,
              w.ref AS words_ref, w.sha256 AS words_sha256, w.bytes AS words_bytes, w.media_type AS words_media_type
            """;

    static final String PAGE_BLOBS = """
            LEFT JOIN blob i ON i.ref = p.image
            LEFT JOIN blob t ON t.ref = p.thumbnail
            LEFT JOIN blob w ON w.ref = p.words
            """;

    private static final String SELECT_PAGE = "SELECT " + PAGE_COLUMNS + "FROM page p\n" + PAGE_BLOBS;

    static final RowMapper<Page> PAGE_ROW = (row, context) -> new Page(
            new DocumentId(text(row, "document")),
            row.getInt("number"),
            new DocumentId(text(row, "source")),
            row.getInt("source_page"),
            text(row, "text"),
            row.getDouble("confidence"),
            text(row, "doubt"),
            maybe(row, "problem", PageProblem::ofCode),
            geometry(row),
            JdbiBlobs.maybeBlob(row, "image_"),
            JdbiBlobs.maybeBlob(row, "thumb_"),
            JdbiBlobs.maybeBlob(row, "words_"),
            JsonColumns.steps(text(row, "steps")));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiDocuments(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    private static Optional<DocumentType> type(ResultSet row) throws SQLException {
        String code = row.getString("type_code");
        return code == null ? Optional.empty() : Optional.of(new DocumentType(code, text(row, "type_display")));
    }

    private static Optional<PageGeometry> geometry(ResultSet row) throws SQLException {
        int width = row.getInt("width_px");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new PageGeometry(
                        width,
                        row.getInt("height_px"),
                        row.getDouble("x_dpi"),
                        row.getDouble("y_dpi"),
                        row.getInt("rotation"),
                        row.getDouble("skew_degrees")));
    }

    @Override
    public void add(Document document) {
        blobs.name(document.source().file());
        bindRow(session.writing().createUpdate("""
                                        INSERT INTO document (id, arrival, facility, kind, stage, stage_reason, priority,
                                          patient, encounter, type_code, type_display, date, author, title, pages,
                                          confidence, file, name, attached_to, split_from, created_at, changed_at, version)
                                        VALUES (:id, :arrival, :facility, :kind, :stage, :stageReason, :priority,
                                          :patient, :encounter, :typeCode, :typeDisplay, :date, :author, :title, :pages,
                                          :confidence, :file, :name, :attachedTo, :splitFrom, :createdAt, :changedAt, 1)
                                        """), document)
                .bind("arrival", document.arrival().value())
                .bind("facility", document.facility().value())
                .bind("createdAt", Columns.micros(document.createdAt()))
                .execute();
        session.changed(document.id(), document.arrival());
    }

    private static <S extends SqlStatement<S>> S bindRow(S statement, Document document) {
        DocumentSource source = document.source();
        return statement
                .bind("id", document.id().value())
                .bind("kind", document.kind().name())
                .bind("stage", document.stage().name())
                .bind("stageReason", document.stageReason())
                .bind("priority", Priorities.rank(document.priority()))
                .bind("patient", value(document.patient(), PatientId::value))
                .bind("encounter", value(document.encounter(), EncounterId::value))
                .bind("typeCode", value(document.type(), DocumentType::code))
                .bind("typeDisplay", value(document.type(), DocumentType::display))
                .bind("date", iso(document.date()))
                .bind("author", document.author())
                .bind("title", document.title())
                .bind("pages", document.pages())
                .bind("confidence", document.confidence())
                .bind("file", source.file().ref().value())
                .bind("name", source.name())
                .bind("attachedTo", value(source.attachedTo(), DocumentId::value))
                .bind("splitFrom", value(source.splitFrom(), DocumentId::value))
                .bind("changedAt", Columns.micros(document.changedAt()));
    }

    @Override
    public Optional<Document> find(DocumentId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE d.id = :id")
                .bind("id", id.value())
                .map(ROW)
                .findOne();
    }

    @Override
    public Slice<Document> latest(FacilityId facility, DocumentFilter filter, Optional<String> cursor, int limit) {
        StringBuilder sql = new StringBuilder(SELECT).append("WHERE d.facility = :facility AND d.ordinal < :before");
        if (!filter.stages().isEmpty()) {
            sql.append(" AND d.stage IN (")
                    .append(slots("stage", filter.stages().size()))
                    .append(')');
        }
        if (!filter.kinds().isEmpty()) {
            sql.append(" AND d.kind IN (")
                    .append(slots("kind", filter.kinds().size()))
                    .append(')');
        }
        filter.patient().ifPresent(patient -> sql.append(" AND d.patient = :patient"));
        filter.arrival().ifPresent(arrival -> sql.append(" AND d.arrival = :arrival"));
        sql.append(" ORDER BY d.ordinal DESC LIMIT :limit");
        Query query = session.reading()
                .createQuery(sql.toString())
                .bind("facility", facility.value())
                .bind("before", Columns.ordinalBefore(cursor))
                .bind("limit", limit + 1L);
        bindSlots(query, "stage", filter.stages().stream().map(Stage::name));
        bindSlots(query, "kind", filter.kinds().stream().map(DocumentKind::name));
        filter.patient().ifPresent(patient -> query.bind("patient", patient.value()));
        filter.arrival().ifPresent(arrival -> query.bind("arrival", arrival.value()));
        return Ordered.slice(query.map(Ordered.of(ROW)).list(), limit);
    }

    @Override
    public List<Document> ofArrival(ArrivalId arrival) {
        return session.reading()
                .createQuery(SELECT + "WHERE d.arrival = :arrival ORDER BY d.ordinal")
                .bind("arrival", arrival.value())
                .map(ROW)
                .list();
    }

    static String slots(String name, int count) {
        StringBuilder slots = new StringBuilder();
        for (int i = 0; i < count; i++) {
            slots.append(i == 0 ? ":" : ", :").append(name).append(i);
        }
        return slots.toString();
    }

    static void bindSlots(Query query, String name, Stream<String> values) {
        List<String> bound = values.toList();
        for (int i = 0; i < bound.size(); i++) {
            query.bind(name + i, bound.get(i));
        }
    }

    @Override
    public Map<Stage, Integer> countByStage(FacilityId facility) {
        Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
        session.reading()
                .createQuery(
                        "SELECT stage, count(*) AS documents FROM document WHERE facility = :facility GROUP BY stage")
                .bind("facility", facility.value())
                .map((row, context) -> Map.entry(name(row, "stage", Stage.class), row.getInt("documents")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    @Override
    public Document update(Document changed) {
        Document kept = find(changed.id())
                .orElseThrow(() -> new ConflictException("document " + changed.id() + " is not kept here"));
        if (kept.version() != changed.version()) {
            throw stale(changed.id());
        }
        if (!kept.arrival().equals(changed.arrival())
                || !kept.facility().equals(changed.facility())
                || !kept.createdAt().equals(Columns.instant(Columns.micros(changed.createdAt())))) {
            throw new IllegalArgumentException(
                    "a document keeps its arrival, its facility and its time of creation, document " + changed.id());
        }
        if (kept.stage() != changed.stage()) {
            endWork(changed.id());
        }
        BlobRef before = kept.source().file().ref();
        if (!before.equals(changed.source().file().ref())) {
            blobs.name(changed.source().file());
        }
        bindRow(session.writing().createUpdate("""
                                        UPDATE document SET kind = :kind, stage = :stage, stage_reason = :stageReason,
                                          priority = :priority, patient = :patient, encounter = :encounter,
                                          type_code = :typeCode, type_display = :typeDisplay, date = :date,
                                          author = :author, title = :title, pages = :pages, confidence = :confidence,
                                          file = :file, name = :name, attached_to = :attachedTo,
                                          split_from = :splitFrom, changed_at = :changedAt, version = version + 1
                                        WHERE id = :id
                                        """), changed).execute();
        if (!before.equals(changed.source().file().ref())) {
            blobs.unname(before);
        }
        session.changed(changed.id(), changed.arrival());
        return find(changed.id()).orElseThrow();
    }

    private static ConflictException stale(DocumentId id) {
        return new ConflictException("document " + id + " was changed by somebody else meanwhile;"
                + " nothing was kept. Look at it as it is now and do it again");
    }

    /** Takes a document out of the work: no lease on it is live any more. */
    private void endWork(DocumentId id) {
        session.writing()
                .createUpdate("UPDATE document SET work_expected = NULL, work_again = NULL, work_owner = '',"
                        + " work_token = NULL, work_until = NULL WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    @Override
    public void setPages(DocumentId id, List<Page> pages) {
        ArrivalId arrival = arrivalOf(id);
        for (Page page : pages) {
            if (!page.document().equals(id)) {
                throw new IllegalArgumentException("a page of " + page.document() + " among those of " + id);
            }
            blobsOf(page).forEach(blobs::name);
        }
        // Named before unnamed: a blob that stays is never free in between.
        session
                .reading()
                .createQuery("SELECT image, thumbnail, words FROM page WHERE document = :document")
                .bind("document", id.value())
                .map((row, context) -> Stream.of("image", "thumbnail", "words")
                        .map(column -> blobRef(row, column))
                        .flatMap(Optional::stream)
                        .toList())
                .list()
                .stream()
                .flatMap(List::stream)
                .forEach(blobs::unname);
        session.writing()
                .createUpdate("DELETE FROM page WHERE document = :document")
                .bind("document", id.value())
                .execute();
        pages.forEach(this::insert);
        session.changed(id, arrival);
    }

    ArrivalId arrivalOf(DocumentId id) {
        return session.reading()
                .createQuery("SELECT arrival FROM document WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> new ArrivalId(text(row, "arrival")))
                .findOne()
                .orElseThrow(() -> new ConflictException("document " + id + " is not kept here"));
    }

    /** Tells those who watch that the document shows differently. */
    void touched(DocumentId id) {
        session.touched(id, arrivalOf(id));
    }

    /** Logs a change of something that belongs to the document. */
    void changed(DocumentId id) {
        session.changed(id, arrivalOf(id));
    }

    @Override
    public Optional<Claim> claim(DocumentId document) {
        return session.reading()
                .createQuery("SELECT document, user, at, until FROM claim WHERE document = :document")
                .bind("document", document.value())
                .map(CLAIM_ROW)
                .findOne();
    }

    @Override
    public void putClaim(Claim claim) {
        boolean renewed = claim(claim.document())
                .filter(held -> held.user().equals(claim.user()) && held.at().equals(claim.at()))
                .isPresent();
        session.writing()
                .createUpdate("INSERT INTO claim (document, user, at, until) VALUES (:document, :user, :at, :until)"
                        + " ON CONFLICT (document) DO UPDATE SET user = excluded.user, at = excluded.at,"
                        + " until = excluded.until")
                .bind("document", claim.document().value())
                .bind("user", claim.user().value())
                .bind("at", Columns.micros(claim.at()))
                .bind("until", Columns.micros(claim.until()))
                .execute();
        // Pages renew theirs all the time; to the others that shows nothing new.
        if (!renewed) {
            touched(claim.document());
        }
    }

    @Override
    public void removeClaim(DocumentId document) {
        int gone = session.writing()
                .createUpdate("DELETE FROM claim WHERE document = :document")
                .bind("document", document.value())
                .execute();
        if (gone > 0) {
            touched(document);
        }
    }

    private static Optional<BlobRef> blobRef(ResultSet row, String column) {
        try {
            return maybe(row, column, BlobRef::new);
        } catch (SQLException e) {
            throw new IllegalStateException("column " + column + " cannot be read", e);
        }
    }

    private static Stream<Blob> blobsOf(Page page) {
        return Stream.of(page.image(), page.thumbnail(), page.words()).flatMap(Optional::stream);
    }

    private void insert(Page page) {
        bindPage(session.writing().createUpdate("""
                        INSERT INTO page (document, number, source, source_page, text, confidence, doubt, problem,
                          width_px, height_px, x_dpi, y_dpi, rotation, skew_degrees, image, thumbnail, words, steps)
                        VALUES (:document, :number, :source, :sourcePage, :text, :confidence, :doubt, :problem,
                          :widthPx, :heightPx, :xDpi, :yDpi, :rotation, :skewDegrees, :image, :thumbnail, :words, :steps)
                        """), page).execute();
    }

    static Update bindPage(Update statement, Page page) {
        Optional<PageGeometry> geometry = page.geometry();
        return statement
                .bind("document", page.document().value())
                .bind("number", page.number())
                .bind("source", page.source().value())
                .bind("sourcePage", page.sourcePage())
                .bind("text", page.text())
                .bind("confidence", page.confidence())
                .bind("doubt", page.doubt())
                .bind("problem", value(page.problem(), PageProblem::code))
                .bind("widthPx", number(geometry, PageGeometry::widthPx))
                .bind("heightPx", number(geometry, PageGeometry::heightPx))
                .bind("xDpi", number(geometry, PageGeometry::xDpi))
                .bind("yDpi", number(geometry, PageGeometry::yDpi))
                .bind("rotation", number(geometry, PageGeometry::rotation))
                .bind("skewDegrees", number(geometry, PageGeometry::skewDegrees))
                .bind("image", value(page.image(), blob -> blob.ref().value()))
                .bind("thumbnail", value(page.thumbnail(), blob -> blob.ref().value()))
                .bind("words", value(page.words(), blob -> blob.ref().value()))
                .bind("steps", JsonColumns.write(page.steps()));
    }

    @Override
    public List<Page> pages(DocumentId id) {
        return session.reading()
                .createQuery(SELECT_PAGE + "WHERE p.document = :document ORDER BY p.number")
                .bind("document", id.value())
                .map(PAGE_ROW)
                .list();
    }

    @Override
    public Optional<Page> page(DocumentId id, int number) {
        return session.reading()
                .createQuery(SELECT_PAGE + "WHERE p.document = :document AND p.number = :number")
                .bind("document", id.value())
                .bind("number", number)
                .map(PAGE_ROW)
                .findOne();
    }

    @Override
    public List<DocumentId> idsAfter(Optional<DocumentId> last, int limit) {
        return session.reading()
                .createQuery("SELECT id FROM document WHERE ordinal >"
                        + " coalesce((SELECT ordinal FROM document WHERE id = :last), 0) ORDER BY ordinal LIMIT :limit")
                .bind("last", value(last, DocumentId::value))
                .bind("limit", limit)
                .map((row, context) -> new DocumentId(text(row, "id")))
                .list();
    }

    /** Ranks are stored, not positions: a priority may be added between two others. */
    static final class Priorities {
        private Priorities() {}

        static int rank(Priority priority) {
            return switch (priority) {
                case ROUTINE -> 10;
                case URGENT -> 20;
                case STAT -> 30;
            };
        }

        static Priority of(int rank) {
            for (Priority priority : Priority.values()) {
                if (rank(priority) == rank) {
                    return priority;
                }
            }
            throw new IllegalArgumentException("no priority has the rank " + rank);
        }
    }
}
