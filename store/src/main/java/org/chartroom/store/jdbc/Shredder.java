package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DestructionItem;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Hold;
import org.chartroom.models.record.Holds;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.Tombstone;
import org.jdbi.v3.core.statement.Update;

/** Takes what a document said out of every row that says something of it. */
final class Shredder {
    /** Rows that belong to one document alone, those that others refer to last. */
    private static final List<String> OWN_ROWS = List.of(
            "claim",
            "listened",
            "heard_piece",
            "quality_review",
            "correction_seen",
            "signature",
            "addendum",
            "transcript_version",
            "dictation",
            "page",
            "recording",
            "form_value",
            "form_unsigned",
            "filing_proposal",
            "search_match");

    /** States of pages that lie in the document now, or lay in it last before they were taken out. */
    private static final String KEPT_PAGES = """
            FROM page_kept
            WHERE (source, source_page) IN (SELECT source, source_page FROM page WHERE document = :document)
              OR document = :document AND EXISTS (SELECT 1 FROM ledger l WHERE l.source = page_kept.source
                AND l.source_page = page_kept.source_page AND l.disposition <> 'DOCUMENT')
            """;

    private final Session session;
    private final JdbiBlobs blobs;
    private final JdbiDocuments documents;
    private final JdbiHolds holds;

    Shredder(Session session, JdbiBlobs blobs, JdbiDocuments documents, JdbiHolds holds) {
        this.session = session;
        this.blobs = blobs;
        this.documents = documents;
        this.holds = holds;
    }

    Tombstone destroy(DestructionId destruction, DocumentId id, Blob nothing, String reason, Instant at) {
        DestructionItem item = session.reading()
                .createQuery(JdbiRetention.ITEM_COLUMNS + "WHERE destruction = :destruction AND document = :document")
                .bind("destruction", destruction.value())
                .bind("document", id.value())
                .map(JdbiRetention.ITEM)
                .findOne()
                .orElseThrow(() -> new ConflictException("document " + id + " is not in that destruction"));
        if (item.tombstone().isPresent()) {
            return item.tombstone().get();
        }
        Document document =
                documents.find(id).orElseThrow(() -> new ConflictException("document " + id + " is not kept here"));
        if (document.stage() != Stage.FILED && document.stage() != Stage.ENTERED_IN_ERROR) {
            throw new ConflictException("document " + id + " is in no chart and is kept");
        }
        List<Hold> over = holds.over(id);
        if (!over.isEmpty()) {
            throw Holds.refusal("It cannot be destroyed", over);
        }
        permit(id);
        Set<ArrivalId> arrivals = arrivalsIn(document);
        List<Page> pages = documents.pages(id);
        empty(destruction, document, nothing, reason, at);
        boolean fileKept = true;
        for (ArrivalId arrival : arrivals) {
            boolean gone = letArrivalGo(destruction, arrival, nothing);
            if (arrival.equals(document.arrival())) {
                fileKept = !gone;
            }
        }
        session.writing()
                .createUpdate("DELETE FROM destruction_permit WHERE document = :document")
                .bind("document", id.value())
                .execute();
        Tombstone stone = new Tombstone(
                Columns.instant(Columns.micros(at)),
                document.source().file().sha256(),
                document.source().file().bytes(),
                pages.stream()
                        .flatMap(page -> page.image().stream())
                        .map(Blob::sha256)
                        .toList(),
                document.pages(),
                fileKept);
        note(destruction, id, stone);
        session.changed(id, document.arrival());
        return stone;
    }

    /** Frozen rows let this document's pass from here on; the schema looks for the two persons once more. */
    private void permit(DocumentId id) {
        session.writing()
                .createUpdate("INSERT INTO destruction_permit (document) VALUES (:document)")
                .bind("document", id.value())
                .execute();
    }

    /** The arrivals whose pages lie in the document. */
    private Set<ArrivalId> arrivalsIn(Document document) {
        Set<ArrivalId> arrivals = new LinkedHashSet<>(List.of(document.arrival()));
        arrivals.addAll(session.reading()
                .createQuery("SELECT DISTINCT arrival FROM ledger WHERE document = :document")
                .bind("document", document.id().value())
                .map((row, context) -> new ArrivalId(text(row, "arrival")))
                .list());
        return arrivals;
    }

    private void empty(DestructionId destruction, Document document, Blob nothing, String reason, Instant at) {
        DocumentId id = document.id();
        List<BlobRef> freed = new ArrayList<>();
        freed.addAll(refs("SELECT image, thumbnail, words FROM page WHERE document = :document", id));
        freed.addAll(refs("SELECT image, thumbnail, words " + KEPT_PAGES, id));
        freed.addAll(refs("SELECT peaks, playable FROM dictation WHERE document = :document", id));
        freed.add(document.source().file().ref());
        freed.addAll(packetsThatStayed(id, nothing));
        of(
                id,
                "UPDATE page_edit SET note = '' WHERE id IN (SELECT edit FROM page_edit_document WHERE document = :document)");
        of(id, "UPDATE page_edit_document SET reason_before = '' WHERE document = :document");
        of(id, """
                UPDATE ledger SET detail = CASE WHEN detail IS NULL THEN NULL ELSE '' END
                WHERE (source, source_page) IN (SELECT source, source_page FROM page_kept WHERE document = :document)
                """);
        of(
                id,
                "UPDATE review SET note = '', flag = '', ended_words = CASE WHEN ended_words IS NULL THEN NULL ELSE '' END"
                        + " WHERE document = :document");
        of(
                id,
                "UPDATE rescan SET reason = '', ended_words = CASE WHEN ended_words IS NULL THEN NULL ELSE '' END"
                        + " WHERE document = :document");
        of(id, "UPDATE filing_log SET whom = '', phone = '', note = '' WHERE document = :document");
        of(id, "UPDATE second_look SET why = '', note = '' WHERE document = :document");
        of(id, "DELETE " + KEPT_PAGES);
        OWN_ROWS.stream()
                .filter(this::isThere)
                .forEach(table -> of(id, "DELETE FROM " + table + " WHERE document = :document"));
        blobs.name(nothing);
        session.writing()
                .createUpdate("""
                        UPDATE document SET stage = 'DESTROYED', stage_reason = :reason, encounter = NULL,
                          type_code = NULL, type_display = NULL, date = NULL, author = '', title = 'Destroyed document',
                          confidence = 0, file = :file, name = '', changed_at = :at, version = version + 1,
                          work_expected = NULL, work_again = NULL, work_owner = '', work_token = NULL, work_until = NULL
                        WHERE id = :document
                        """)
                .bind("reason", reason)
                .bind("file", nothing.ref().value())
                .bind("at", Columns.micros(at))
                .bind("document", id.value())
                .execute();
        freed.forEach(ref -> free(destruction, ref));
    }

    /**
     * Packets of the release desk that had a page of the document and never left: nobody needs their copies. Those that left
     * are the proof of what was disclosed, and stay.
     */
    private List<BlobRef> packetsThatStayed(DocumentId id, Blob nothing) {
        String those = """
                FROM release_packet WHERE file <> :nothing
                  AND EXISTS (SELECT 1 FROM release_version v WHERE v.request = release_packet.request
                    AND instr(v.content, '"' || :document || '"') > 0)
                  AND NOT EXISTS (SELECT 1 FROM disclosure d WHERE instr(d.content, '"' || release_packet.sha256 || '"') > 0)
                """;
        List<BlobRef> files = session.reading()
                .createQuery("SELECT file " + those)
                .bind("nothing", nothing.ref().value())
                .bind("document", id.value())
                .map((row, context) -> new BlobRef(text(row, "file")))
                .list();
        if (!files.isEmpty()) {
            files.forEach(_ -> blobs.name(nothing));
            session.writing()
                    .createUpdate("UPDATE release_packet SET file = :nothing WHERE (request, sha256) IN"
                            + " (SELECT request, sha256 " + those + ")")
                    .bind("nothing", nothing.ref().value())
                    .bind("document", id.value())
                    .execute();
        }
        return files;
    }

    /** The forms come with a migration of their own. */
    private boolean isThere(String table) {
        return session.reading()
                .createQuery("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :table")
                .bind("table", table)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private void of(DocumentId id, String sql) {
        session.writing().createUpdate(sql).bind("document", id.value()).execute();
    }

    private List<BlobRef> refs(String sql, DocumentId id) {
        return session
                .reading()
                .createQuery(sql)
                .bind("document", id.value())
                .map((row, context) -> {
                    List<BlobRef> found = new ArrayList<>();
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        Optional.ofNullable(row.getString(column))
                                .map(BlobRef::new)
                                .ifPresent(found::add);
                    }
                    return found;
                })
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private void free(DestructionId destruction, BlobRef ref) {
        blobs.unname(ref);
        session.writing()
                .createUpdate("INSERT OR IGNORE INTO destruction_blob (destruction, ref) VALUES (:destruction, :ref)")
                .bind("destruction", destruction.value())
                .bind("ref", ref.value())
                .execute();
    }

    /**
     * Lets an arrival's own file go when nothing that came with it is left: every document of it is destroyed or empty and
     * under no hold, and no page of it lies in, or was taken out of, a document that is kept.
     */
    private boolean letArrivalGo(DestructionId destruction, ArrivalId arrival, Blob nothing) {
        if (there(
                        "SELECT 1 FROM document WHERE arrival = :arrival AND stage NOT IN ('DESTROYED', 'MERGED') LIMIT 1",
                        arrival)
                || there("""
                        SELECT 1 FROM ledger l JOIN document d ON d.id = l.document
                        WHERE l.arrival = :arrival AND l.disposition = 'DOCUMENT' AND d.stage <> 'DESTROYED' LIMIT 1
                        """, arrival)
                || there("""
                        SELECT 1 FROM document s JOIN page_kept k ON k.source = s.id JOIN document d ON d.id = k.document
                        WHERE s.arrival = :arrival AND d.stage <> 'DESTROYED' AND d.arrival <> s.arrival LIMIT 1
                        """, arrival)) {
            return false;
        }
        List<Document> emptied = documents.ofArrival(arrival).stream()
                .filter(document -> document.stage() == Stage.MERGED)
                .toList();
        if (emptied.stream().anyMatch(document -> !holds.over(document.id()).isEmpty())) {
            return false;
        }
        for (Document document : emptied) {
            blobs.name(nothing);
            bind("""
                            UPDATE document SET stage_reason = 'Its pages were in another document', encounter = NULL,
                              type_code = NULL, type_display = NULL, date = NULL, author = '', title = 'Empty document',
                              file = :file, name = '', version = version + 1
                            WHERE id = :document
                            """, nothing).bind("document", document.id().value()).execute();
            free(destruction, document.source().file().ref());
            session.changed(document.id(), arrival);
        }
        BlobRef original = session.reading()
                .createQuery("SELECT original FROM arrival WHERE id = :arrival")
                .bind("arrival", arrival.value())
                .map((row, context) -> new BlobRef(text(row, "original")))
                .one();
        if (original.equals(nothing.ref())) {
            return true;
        }
        blobs.name(nothing);
        bind("UPDATE arrival SET original = :file, name = '', sender = '' WHERE id = :arrival", nothing)
                .bind("arrival", arrival.value())
                .execute();
        free(destruction, original);
        session.writing()
                .createUpdate("UPDATE ledger SET detail = CASE WHEN detail IS NULL THEN NULL ELSE '' END,"
                        + " value = CASE WHEN value IS NULL THEN NULL ELSE '' END WHERE arrival = :arrival")
                .bind("arrival", arrival.value())
                .execute();
        session.writing()
                .createUpdate("UPDATE destruction_item SET file_kept = 0 WHERE file_kept = 1"
                        + " AND document IN (SELECT id FROM document WHERE arrival = :arrival)")
                .bind("arrival", arrival.value())
                .execute();
        session.touched(arrival);
        return true;
    }

    private Update bind(String sql, Blob file) {
        return session.writing().createUpdate(sql).bind("file", file.ref().value());
    }

    private boolean there(String sql, ArrivalId arrival) {
        return session.reading()
                .createQuery(sql)
                .bind("arrival", arrival.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private void note(DestructionId destruction, DocumentId id, Tombstone stone) {
        session.writing()
                .createUpdate("""
                        UPDATE destruction_item SET state = 'DESTROYED', outcome = '', destroyed_at = :at,
                          file_sha256 = :sha256, file_bytes = :bytes, images = :images, pages = :pages, file_kept = :kept
                        WHERE destruction = :destruction AND document = :document
                        """)
                .bind("at", Columns.micros(stone.at()))
                .bind("sha256", stone.fileSha256())
                .bind("bytes", stone.fileBytes())
                .bind("images", String.join(" ", stone.imageSha256s()))
                .bind("pages", stone.pages())
                .bind("kept", stone.fileKept() ? 1 : 0)
                .bind("destruction", destruction.value())
                .bind("document", id.value())
                .execute();
    }
}
