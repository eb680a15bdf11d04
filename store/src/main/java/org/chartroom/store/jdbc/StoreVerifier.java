package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Columns.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobMissingException;
import org.chartroom.models.blob.BlobRef;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.AuditEntry;
import org.chartroom.models.record.Blobs;
import org.chartroom.models.record.Channel;
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
              AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = l.document AND d.stage = 'DESTROYED')
            """, """
            SELECT l.document AS subject, 'page ' || l.page || ' stands for ' || count(*) || ' input pages' AS what
            FROM ledger l WHERE l.disposition = 'DOCUMENT' GROUP BY l.document, l.page HAVING count(*) > 1
            """, """
            SELECT p.document AS subject, 'page ' || p.number || ' came from no input page' AS what
            FROM page p JOIN document d ON d.id = p.document JOIN document s ON s.id = p.source
            WHERE s.input_pages IS NOT NULL AND d.kind <> 'DICTATION'
              AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.document = p.document AND l.page = p.number
                AND l.source = p.source AND l.source_page = p.source_page)
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
                UNION ALL SELECT image FROM page_kept WHERE image IS NOT NULL
                UNION ALL SELECT thumbnail FROM page_kept WHERE thumbnail IS NOT NULL
                UNION ALL SELECT words FROM page_kept WHERE words IS NOT NULL
                UNION ALL SELECT peaks FROM dictation WHERE peaks IS NOT NULL
                UNION ALL SELECT playable FROM dictation WHERE playable IS NOT NULL
                UNION ALL SELECT file FROM recording_piece
                UNION ALL SELECT file FROM release_packet
                UNION ALL SELECT image FROM release_signature WHERE image IS NOT NULL
                UNION ALL SELECT image FROM form_template_version WHERE image IS NOT NULL
              ) AS names GROUP BY ref
            ) AS n ON n.ref = b.ref
            WHERE b.refs <> coalesce(n.times, 0)
            """;

    /** One statement, so that it sees one moment. Recordings have no pages and are not pending. */
    private static final String PAGES_BY_CHANNEL = """
            WITH read AS (
              SELECT a.channel, count(DISTINCT a.id) AS arrivals, coalesce(sum(d.input_pages), 0) AS received,
                coalesce(sum(CASE WHEN d.id IS NOT NULL AND d.input_pages IS NULL THEN 1 ELSE 0 END), 0) AS pending
              FROM arrival a
              LEFT JOIN document d ON d.arrival = a.id AND d.split_from IS NULL AND d.kind <> 'DICTATION'
              GROUP BY a.channel
            ), accounted AS (
              SELECT a.channel,
                sum(l.disposition = 'DOCUMENT') AS in_documents, sum(l.disposition = 'SEPARATOR') AS separators,
                sum(l.disposition = 'BLANK') AS blanks, sum(l.disposition = 'REJECTED') AS rejected
              FROM ledger l JOIN arrival a ON a.id = l.arrival
              GROUP BY a.channel
            )
            SELECT read.channel, arrivals, received, pending, coalesce(in_documents, 0) AS in_documents,
              coalesce(separators, 0) AS separators, coalesce(blanks, 0) AS blanks, coalesce(rejected, 0) AS rejected
            FROM read LEFT JOIN accounted ON accounted.channel = read.channel
            ORDER BY read.channel
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
    private List<ChannelPages> channels = List.of();

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

    /** Hears how far a verification is. */
    public interface Progress {
        /**
         * So much of a check is done; told when it begins and then now and then.
         *
         * @param of everything there is to look at; 0 where that cannot be counted
         */
        void reached(Check check, long done, long of);
    }

    /** Verifies everything. */
    public Verified verify(Progress progress) throws IOException {
        for (Check check : Check.values()) {
            if (calledOff.getAsBoolean()) {
                break;
            }
            switch (check) {
                case DATABASE -> {
                    progress.reached(check, 0, 0);
                    database();
                }
                case AUDIT -> audit(progress);
                case LEDGER -> {
                    progress.reached(check, 0, 0);
                    LEDGER_FAULTS.forEach(sql -> faults(Check.LEDGER, sql));
                    ledgersByChannel();
                }
                case REFERENCES -> {
                    progress.reached(check, 0, 0);
                    faults(Check.REFERENCES, REFERENCE_FAULTS);
                }
                case BLOBS -> {
                    namedBlobs(progress);
                    orphans();
                }
            }
        }
        long inputPages = count("SELECT coalesce(sum(input_pages), 0) FROM document");
        return new Verified(
                Optional.ofNullable(first),
                findings,
                auditEntries,
                inputPages,
                channels,
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

    private void audit(Progress progress) {
        long last = count("SELECT coalesce(max(sequence), 0) FROM audit");
        long reached = 0;
        while (!calledOff.getAsBoolean()) {
            progress.reached(Check.AUDIT, reached, last);
            Optional<List<AuditEntry>> some = entries(reached, AT_ONCE).or(oneAfter(reached));
            if (some.isEmpty()) {
                reached = broken(reached);
                continue;
            }
            if (some.get().isEmpty()) {
                return;
            }
            for (AuditEntry entry : some.get()) {
                noneMissing(reached, entry.sequence());
                if (!Arrays.equals(entry.canonical(), CanonicalAudit.bytes(entry.sequence(), entry.event()))) {
                    find(Check.AUDIT, "" + entry.sequence(), "its columns do not say what its sealed bytes say");
                }
                reached = entry.sequence();
                auditEntries++;
            }
        }
    }

    private Supplier<Optional<List<AuditEntry>>> oneAfter(long reached) {
        return () -> entries(reached, 1);
    }

    /** Empty when one of them has columns that no version of this program wrote. */
    private Optional<List<AuditEntry>> entries(long after, int limit) {
        try {
            return Optional.of(records.read(r -> r.audit().entries(after, limit)));
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private long broken(long reached) {
        long broken =
                records.ask(handle -> handle.createQuery("SELECT min(sequence) FROM audit WHERE sequence > :after")
                        .bind("after", reached)
                        .mapTo(Long.class)
                        .one());
        noneMissing(reached, broken);
        find(Check.AUDIT, "" + broken, "its columns cannot be understood");
        auditEntries++;
        return broken;
    }

    private void noneMissing(long reached, long next) {
        if (next != reached + 1) {
            find(Check.AUDIT, "" + (reached + 1), "entries " + (reached + 1) + " to " + (next - 1) + " are missing");
        }
    }

    private long count(String sql) {
        return records.ask(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private void ledgersByChannel() {
        channels = records.ask(handle -> handle.createQuery(PAGES_BY_CHANNEL)
                .map((row, context) -> pages(row))
                .list());
        for (ChannelPages pages : channels) {
            if (!pages.balanced()) {
                find(
                        Check.LEDGER,
                        pages.channel().name(),
                        pages.received() + " pages were received and " + pages.accountedFor() + " are accounted for");
            }
        }
    }

    private static ChannelPages pages(ResultSet row) throws SQLException {
        return new ChannelPages(
                Columns.name(row, "channel", Channel.class),
                row.getLong("arrivals"),
                row.getLong("received"),
                row.getLong("in_documents"),
                row.getLong("separators"),
                row.getLong("blanks"),
                row.getLong("rejected"),
                row.getLong("pending"));
    }

    private void faults(Check check, String sql) {
        records.ask(handle -> handle.createQuery(sql)
                        .map((row, context) -> new Finding(check, text(row, "subject"), text(row, "what")))
                        .list())
                .forEach(fault -> find(fault.check(), fault.subject(), fault.what()));
    }

    private void namedBlobs(Progress progress) throws IOException {
        long all = count("SELECT count(*) FROM blob WHERE refs > 0");
        Optional<BlobRef> last = Optional.empty();
        while (!calledOff.getAsBoolean()) {
            progress.reached(Check.BLOBS, namedBlobs, all);
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
