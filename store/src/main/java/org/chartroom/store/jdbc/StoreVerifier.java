package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Blobs;
import org.chartroom.store.jdbc.Finding.Check;
import org.jspecify.annotations.Nullable;

/**
 * Looks through everything that is kept for what is not as it must be. It only reads, takes what it reads in small parts,
 * and may run while the store is in use. Used by one thread; one verifier verifies once.
 */
public final class StoreVerifier {
    private static final int AT_ONCE = 200;

    /** Pages and ledgers that do not agree; each line is a document's id and what is wrong with it. */
    private static final List<String> LEDGER_FAULTS = List.of("""
            SELECT d.id AS subject, 'its file had ' || d.input_pages || ' pages, its ledger has ' || count(l.source)
              || ' lines up to page ' || coalesce(max(l.source_page), 0) AS what
            FROM document d LEFT JOIN ledger l ON l.source = d.id
            WHERE d.input_pages IS NOT NULL
            GROUP BY d.id, d.input_pages, d.ordinal
            HAVING count(l.source) <> d.input_pages OR coalesce(max(l.source_page), 0) <> d.input_pages
            ORDER BY d.ordinal
            """, """
            SELECT DISTINCT d.id AS subject, 'it has a ledger but its file was never read through' AS what
            FROM ledger l JOIN document d ON d.id = l.source WHERE d.input_pages IS NULL
            """, """
            SELECT l.source AS subject, 'input page ' || l.source_page || ' should be page ' || l.page || ' of document '
              || l.document || ', which has no such page' AS what
            FROM ledger l
            WHERE l.disposition = 'DOCUMENT'
              AND NOT EXISTS (SELECT 1 FROM page p WHERE p.document = l.document AND p.number = l.page)
            """, """
            SELECT l.document AS subject, 'page ' || l.page || ' stands for ' || count(*) || ' input pages' AS what
            FROM ledger l WHERE l.disposition = 'DOCUMENT' GROUP BY l.document, l.page HAVING count(*) > 1
            """, """
            SELECT p.document AS subject, 'page ' || p.number || ' came from no input page' AS what
            FROM page p JOIN document d ON d.id = p.document JOIN document s ON s.id = coalesce(d.split_from, d.id)
            WHERE s.input_pages IS NOT NULL AND d.kind <> 'DICTATION'
              AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.document = p.document AND l.page = p.number)
            """);

    private static final String REFERENCE_FAULTS = """
            SELECT b.ref AS subject, 'it is counted as named ' || b.refs || ' times and is named '
              || coalesce(n.times, 0) || ' times' AS what
            FROM blob b LEFT JOIN (
              SELECT ref, count(*) AS times FROM (
                SELECT original AS ref FROM arrival
                UNION ALL SELECT file FROM document
                UNION ALL SELECT image FROM page WHERE image IS NOT NULL
                UNION ALL SELECT thumbnail FROM page WHERE thumbnail IS NOT NULL
                UNION ALL SELECT words FROM page WHERE words IS NOT NULL
                UNION ALL SELECT peaks FROM dictation WHERE peaks IS NOT NULL
                UNION ALL SELECT playable FROM dictation WHERE playable IS NOT NULL
              ) AS names GROUP BY ref
            ) AS n ON n.ref = b.ref
            WHERE b.refs <> coalesce(n.times, 0)
            """;

    private final JdbiRecordStore records;
    private final BlobStore blobs;
    private final Consumer<Finding> found;
    private final BooleanSupplier calledOff;
    private @Nullable Finding first;
    private long findings;
    private long auditEntries;
    private long namedBlobs;
    private long bytes;
    private long orphans;

    /**
     * @param found told of each finding as it is made
     * @param calledOff asked often; once true, the verification ends early
     */
    public StoreVerifier(JdbiRecordStore records, BlobStore blobs, Consumer<Finding> found, BooleanSupplier calledOff) {
        this.records = records;
        this.blobs = blobs;
        this.found = found;
        this.calledOff = calledOff;
    }

    /**
     * Verifies everything.
     *
     * @param begun told of each check as it begins
     */
    public Verified verify(Consumer<Check> begun) throws IOException {
        for (Check check : Check.values()) {
            if (calledOff.getAsBoolean()) {
                break;
            }
            begun.accept(check);
            switch (check) {
                case DATABASE -> database();
                case AUDIT -> audit();
                case LEDGER -> LEDGER_FAULTS.forEach(sql -> faults(Check.LEDGER, sql));
                case REFERENCES -> faults(Check.REFERENCES, REFERENCE_FAULTS);
                case BLOBS -> {
                    namedBlobs();
                    orphans();
                }
            }
        }
        long inputPages = records.ask(handle -> handle.createQuery("SELECT coalesce(sum(input_pages), 0) FROM document")
                .mapTo(Long.class)
                .one());
        return new Verified(
                Optional.ofNullable(first),
                findings,
                auditEntries,
                inputPages,
                namedBlobs,
                bytes,
                orphans,
                !calledOff.getAsBoolean());
    }

    private void find(Check check, String subject, String what) {
        Finding finding = new Finding(check, subject, what);
        if (first == null) {
            first = finding;
        }
        findings++;
        found.accept(finding);
    }

    private void database() {
        records.ask(SqliteFile::faults).forEach(fault -> find(Check.DATABASE, "", fault));
    }

    private void audit() {
        long expected = 1;
        while (!calledOff.getAsBoolean()) {
            long after = expected - 1;
            List<AuditEntry> some = records.read(r -> r.audit().entries(after, AT_ONCE));
            if (some.isEmpty()) {
                return;
            }
            for (AuditEntry entry : some) {
                if (entry.sequence() != expected) {
                    find(
                            Check.AUDIT,
                            "" + expected,
                            "entries " + expected + " to " + (entry.sequence() - 1) + " are missing");
                }
                if (!Arrays.equals(entry.canonical(), CanonicalAudit.bytes(entry.sequence(), entry.event()))) {
                    find(Check.AUDIT, "" + entry.sequence(), "its columns do not say what its sealed bytes say");
                }
                expected = entry.sequence() + 1;
                auditEntries++;
            }
        }
    }

    private void faults(Check check, String sql) {
        records.ask(handle -> handle.createQuery(sql)
                        .map((row, context) -> new Finding(check, text(row, "subject"), text(row, "what")))
                        .list())
                .forEach(fault -> find(fault.check(), fault.subject(), fault.what()));
    }

    private void namedBlobs() throws IOException {
        Optional<BlobRef> last = Optional.empty();
        while (!calledOff.getAsBoolean()) {
            Optional<BlobRef> after = last;
            List<Blobs.Named> some = records.read(r -> r.blobs().named(after, AT_ONCE));
            if (some.isEmpty()) {
                return;
            }
            for (Blobs.Named named : some) {
                if (calledOff.getAsBoolean()) {
                    return;
                }
                blob(named.blob());
            }
            last = Optional.of(some.getLast().blob().ref());
        }
    }

    private void blob(Blob blob) {
        try {
            BlobStore.VerifiedBlob onDisk = blobs.verify(blob.ref());
            if (onDisk.bytes() != blob.bytes() || !onDisk.sha256().equals(blob.sha256())) {
                find(
                        Check.BLOBS,
                        blob.ref().value(),
                        "it holds " + onDisk.bytes() + " bytes that are not the " + blob.bytes() + " that were kept");
            }
        } catch (BlobMissingException e) {
            // It may have been destroyed in good order since its name was read.
            if (records.<Boolean>read(r -> r.blobs().find(blob.ref()).isPresent())) {
                find(Check.BLOBS, blob.ref().value(), "it is named but is not there");
            }
        } catch (IOException e) {
            find(Check.BLOBS, blob.ref().value(), String.valueOf(e.getMessage()));
        }
        namedBlobs++;
        bytes += blob.bytes();
    }

    private void orphans() throws IOException {
        try (Stream<BlobRef> all = blobs.list()) {
            orphans = all.takeWhile(ref -> !calledOff.getAsBoolean())
                    .filter(ref ->
                            records.<Boolean>read(r -> r.blobs().find(ref).isEmpty()))
                    .count();
        }
    }
}
