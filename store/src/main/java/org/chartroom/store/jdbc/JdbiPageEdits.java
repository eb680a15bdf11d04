package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.maybe;
import static org.chartroom.store.jdbc.Columns.name;
import static org.chartroom.store.jdbc.Columns.text;
import static org.chartroom.store.jdbc.Columns.value;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageEdits;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.PageProblem;
import org.jdbi.v3.core.mapper.RowMapper;

final class JdbiPageEdits implements PageEdits {
    private static final String SELECT = """
            SELECT e.id, e.kind, e.at, e.editor, e.editor_name, e.role, e.address, e.note, e.undoes,
              EXISTS (SELECT 1 FROM page_edit u WHERE u.undoes = e.id) AS undone
            FROM page_edit e
            """;
    private static final String OF_DOCUMENT =
            SELECT + "JOIN page_edit_document d ON d.edit = e.id WHERE d.document = :document ";

    private static final String SELECT_KEPT = "SELECT p.edit, p.disposition, p.left_problem, p.left_detail, "
            + JdbiDocuments.PAGE_COLUMNS
            + "FROM page_kept p\n"
            + JdbiDocuments.PAGE_BLOBS
            + "JOIN page_edit e ON e.id = p.edit\n";

    private static final RowMapper<KeptPageOf> KEPT_ROW = (row, context) -> new KeptPageOf(
            new PageEditId(text(row, "edit")),
            new PageEdit.KeptPage(JdbiDocuments.PAGE_ROW.map(row, context), left(row)));

    private static final RowMapper<PageEdit.Arrangement> ARRANGEMENT_ROW = (row, context) -> new PageEdit.Arrangement(
            new DocumentId(text(row, "document")),
            row.getInt("version"),
            name(row, "stage_before", Stage.class),
            text(row, "reason_before"),
            JsonColumns.marks(text(row, "pages_before")),
            JsonColumns.marks(text(row, "pages_after")));

    private final Session session;
    private final JdbiBlobs blobs;

    JdbiPageEdits(Session session, JdbiBlobs blobs) {
        this.session = session;
        this.blobs = blobs;
    }

    private static Optional<PageDisposition> left(ResultSet row) throws SQLException {
        Optional<Disposition> disposition = maybe(row, "disposition", Disposition::valueOf);
        if (disposition.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (disposition.get()) {
                    case BLANK -> new PageDisposition.Blank(text(row, "left_detail"));
                    case REJECTED ->
                        new PageDisposition.Rejected(
                                PageProblem.ofCode(text(row, "left_problem")), text(row, "left_detail"));
                    case DOCUMENT, SEPARATOR ->
                        throw new SQLException("a page that was taken out is blank or rejected, not " + disposition);
                });
    }

    @Override
    public void add(PageEdit edit) {
        if (edit.undoes().flatMap(this::find).map(PageEdit::undone).orElse(false)) {
            throw new ConflictException("That was undone before.");
        }
        session.writing()
                .createUpdate("""
                        INSERT INTO page_edit (id, kind, at, editor, editor_name, role, address, note, undoes)
                        VALUES (:id, :kind, :at, :editor, :editorName, :role, :address, :note, :undoes)
                        """)
                .bind("id", edit.id().value())
                .bind("kind", edit.kind().name())
                .bind("at", Columns.micros(edit.at()))
                .bind("editor", edit.editor().user().value())
                .bind("editorName", edit.editor().name())
                .bind("role", edit.editor().role().name())
                .bind("address", edit.editor().address())
                .bind("note", edit.note())
                .bind("undoes", value(edit.undoes(), PageEditId::value))
                .execute();
        int position = 0;
        for (PageEdit.Arrangement each : edit.documents()) {
            session.writing()
                    .createUpdate("""
                            INSERT INTO page_edit_document (edit, position, document, version, stage_before,
                              reason_before, pages_before, pages_after)
                            VALUES (:edit, :position, :document, :version, :stageBefore, :reasonBefore, :before, :after)
                            """)
                    .bind("edit", edit.id().value())
                    .bind("position", position++)
                    .bind("document", each.document().value())
                    .bind("version", each.version())
                    .bind("stageBefore", each.stageBefore().name())
                    .bind("reasonBefore", each.reasonBefore())
                    .bind("before", JsonColumns.write(each.before()))
                    .bind("after", JsonColumns.write(each.after()))
                    .execute();
        }
        edit.kept().forEach(kept -> keep(edit.id(), kept));
    }

    private void keep(PageEditId edit, PageEdit.KeptPage kept) {
        Page page = kept.page();
        Stream.of(page.image(), page.thumbnail(), page.words())
                .flatMap(Optional<Blob>::stream)
                .forEach(blobs::name);
        var insert = JdbiDocuments.bindPage(session.writing().createUpdate("""
                        INSERT INTO page_kept (edit, document, number, source, source_page, text, confidence, doubt,
                          problem, width_px, height_px, x_dpi, y_dpi, rotation, skew_degrees, image, thumbnail, words,
                          steps, disposition, left_problem, left_detail)
                        VALUES (:edit, :document, :number, :source, :sourcePage, :text, :confidence, :doubt,
                          :problem, :widthPx, :heightPx, :xDpi, :yDpi, :rotation, :skewDegrees, :image, :thumbnail, :words,
                          :steps, :disposition, :leftProblem, :leftDetail)
                        """), page)
                .bind("edit", edit.value())
                .bindNull("disposition", java.sql.Types.VARCHAR)
                .bindNull("leftProblem", java.sql.Types.VARCHAR)
                .bindNull("leftDetail", java.sql.Types.VARCHAR);
        if (kept.left().isPresent()) {
            switch (kept.left().get()) {
                case PageDisposition.Blank blank ->
                    insert.bind("disposition", Disposition.BLANK.name()).bind("leftDetail", blank.detail());
                case PageDisposition.Rejected rejected ->
                    insert.bind("disposition", Disposition.REJECTED.name())
                            .bind("leftProblem", rejected.problem().code())
                            .bind("leftDetail", rejected.detail());
                case PageDisposition.InDocument _, PageDisposition.Separator _ ->
                    throw new IllegalArgumentException("a page that was taken out is blank or rejected");
            }
        }
        insert.execute();
    }

    @Override
    public Optional<PageEdit> find(PageEditId id) {
        return session.reading()
                .createQuery(SELECT + "WHERE e.id = :id")
                .bind("id", id.value())
                .map((row, context) -> edit(row))
                .findOne();
    }

    @Override
    public List<PageEdit> of(DocumentId document) {
        return session.reading()
                .createQuery(OF_DOCUMENT + "ORDER BY e.ordinal DESC")
                .bind("document", document.value())
                .map((row, context) -> edit(row))
                .list();
    }

    @Override
    public Optional<PageEdit> latest(DocumentId document) {
        return session.reading()
                .createQuery(OF_DOCUMENT + "AND e.undoes IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM page_edit u WHERE u.undoes = e.id)"
                        + " ORDER BY e.ordinal DESC LIMIT 1")
                .bind("document", document.value())
                .map((row, context) -> edit(row))
                .findOne();
    }

    private PageEdit edit(ResultSet row) throws SQLException {
        PageEditId id = new PageEditId(text(row, "id"));
        return new PageEdit(
                id,
                name(row, "kind", PageEdit.Kind.class),
                Columns.instant(row, "at"),
                new Actor(
                        new UserId(text(row, "editor")),
                        text(row, "editor_name"),
                        name(row, "role", Role.class),
                        text(row, "address")),
                text(row, "note"),
                maybe(row, "undoes", PageEditId::new),
                row.getInt("undone") != 0,
                session.reading()
                        .createQuery("SELECT document, version, stage_before, reason_before, pages_before, pages_after"
                                + " FROM page_edit_document WHERE edit = :edit ORDER BY position")
                        .bind("edit", id.value())
                        .map(ARRANGEMENT_ROW)
                        .list(),
                session
                        .reading()
                        .createQuery(SELECT_KEPT + "WHERE p.edit = :edit ORDER BY p.document, p.number")
                        .bind("edit", id.value())
                        .map(KEPT_ROW)
                        .list()
                        .stream()
                        .map(KeptPageOf::kept)
                        .toList());
    }

    @Override
    public boolean touched(DocumentId source) {
        return session.reading()
                .createQuery("""
                        SELECT 1 FROM page_edit_document e JOIN document d ON d.id = e.document
                        WHERE d.id = :source OR d.split_from = :source LIMIT 1
                        """)
                .bind("source", source.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public List<KeptPageOf> kept(DocumentId source, int sourcePage) {
        return session.reading()
                .createQuery(SELECT_KEPT
                        + "WHERE p.source = :source AND p.source_page = :sourcePage ORDER BY e.ordinal DESC")
                .bind("source", source.value())
                .bind("sourcePage", sourcePage)
                .map(KEPT_ROW)
                .list();
    }

    @Override
    public List<KeptPageOf> dropped(DocumentId document) {
        return session.reading()
                .createQuery(SELECT_KEPT + """
                        JOIN ledger l ON l.source = p.source AND l.source_page = p.source_page
                        WHERE p.document = :document AND p.disposition IS NOT NULL AND l.disposition <> 'DOCUMENT'
                          AND e.ordinal = (SELECT max(le.ordinal) FROM page_kept lk JOIN page_edit le ON le.id = lk.edit
                            WHERE lk.source = p.source AND lk.source_page = p.source_page
                              AND lk.disposition IS NOT NULL)
                        ORDER BY e.ordinal DESC, p.number
                        """)
                .bind("document", document.value())
                .map(KEPT_ROW)
                .list();
    }
}
