package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.store.jdbc.Office.NOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.blob.BlobWriter;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.LedgerEntry;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.PageDisposition;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.jdbc.Finding.Check;
import org.chartroom.store.keys.MasterKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreVerifierTest {
    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOON);
    private JdbiRecordStore records;
    private BlobStore blobs;
    private Document document;
    private Blob file;

    @BeforeEach
    void keepADocumentOfTwoPagesAndABlankOne() throws IOException {
        records = JdbiRecordStore.open(SqliteConfig.in(folder), clock);
        blobs = FileBlobStore.open(new FileBlobConfig(folder.resolve("blobs"), 0, MasterKeys.none()), new Random(1));
        Office.furnish(records);
        file = keep("file");
        Blob image = keep("image");
        Arrival arrival = new Arrival(
                new ArrivalId("a-1"),
                Office.HERE,
                Channel.UPLOAD,
                ArrivalKind.SCAN,
                "x.tif",
                "",
                file,
                NOON,
                Office.CLERK,
                Optional.empty());
        document = Office.document(arrival, "1");
        records.write(r -> {
            r.arrivals().add(arrival);
            r.documents().add(document);
            r.documents().setPages(document.id(), List.of(page(1, image), page(2, image)));
            r.arrivals()
                    .setLedger(
                            arrival.id(),
                            document.id(),
                            3,
                            List.of(
                                    line(1, new PageDisposition.InDocument(document.id(), 1)),
                                    line(2, new PageDisposition.Blank("")),
                                    line(3, new PageDisposition.InDocument(document.id(), 2))));
            for (int i = 0; i < 5; i++) {
                r.audit().append(Office.event(NOON, "arrival", "a-" + i));
            }
            return true;
        });
    }

    private LedgerEntry line(int page, PageDisposition disposition) {
        return new LedgerEntry(document.arrival(), document.id(), page, disposition);
    }

    private Page page(int number, Blob image) {
        return new Page(
                document.id(),
                number,
                document.id(),
                number == 1 ? 1 : 3,
                "text",
                1,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.of(image),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Blob keep(String text) throws IOException {
        try (BlobWriter writer = blobs.create()) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.keep("text/plain");
        }
    }

    @AfterEach
    void close() {
        records.close();
    }

    private Path blobFile() {
        return folder.resolve("blobs")
                .resolve(file.ref().value().substring(0, 2))
                .resolve(file.ref().value());
    }

    private List<Finding> findings() throws IOException {
        List<Finding> found = new ArrayList<>();
        Verified verified = new StoreVerifier(records, blobs, found::add, () -> false).verify((check, done, of) -> {});
        assertThat(verified.complete()).isTrue();
        assertThat(verified.findings()).isEqualTo(found.size());
        assertThat(verified.first()).isEqualTo(found.stream().findFirst());
        return found;
    }

    /** What a person with the file and another program could do to it. */
    private void tamper(String... statements) throws Exception {
        records.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("chartroom.db"))) {
            for (String sql : statements) {
                try (var statement = connection.createStatement()) {
                    statement.execute(sql);
                }
            }
        }
        records = JdbiRecordStore.open(SqliteConfig.in(folder), clock);
    }

    @Test
    void findsNothingWrongWithWhatIsWhole() throws Exception {
        keep("orphan");
        List<Check> checks = new ArrayList<>();

        Verified verified = new StoreVerifier(records, blobs, finding -> {}, () -> false).verify((check, done, of) -> {
            if (!checks.contains(check)) {
                checks.add(check);
            }
        });

        assertThat(verified.clean()).isTrue();
        assertThat(verified)
                .isEqualTo(new Verified(
                        Optional.empty(),
                        0,
                        5,
                        3,
                        List.of(new ChannelPages(Channel.UPLOAD, 1, 3, 2, 0, 1, 0, 0)),
                        2,
                        9,
                        1,
                        true));
        assertThat(checks).containsExactly(Check.values());
    }

    @Test
    void namesAMissingBlob() throws Exception {
        blobs.destroy(file.ref());

        assertThat(findings())
                .containsExactly(new Finding(Check.BLOBS, file.ref().value(), "it is named but is not there"));
    }

    @Test
    void namesADamagedBlob() throws Exception {
        byte[] bytes = Files.readAllBytes(blobFile());
        bytes[97] ^= 1;
        Files.write(blobFile(), bytes);

        assertThat(findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.what()).contains("chunk 0 (bytes 0 to 3) is not as it was written"));
    }

    @Test
    void namesABlobWithOtherBytesThanWereKept() throws Exception {
        tamper("UPDATE blob SET bytes = 7 WHERE ref = '" + file.ref() + "'");

        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("holds 4 bytes that are not the 7"));
    }

    @Test
    void namesAWrongCountOfReferences() throws Exception {
        tamper("UPDATE blob SET refs = 5 WHERE ref = '" + file.ref() + "'");

        assertThat(findings())
                .containsExactly(new Finding(
                        Check.REFERENCES, file.ref().value(), "it is counted as named 5 times and is named 2 times"));
    }

    @Test
    void namesALostPageAndALostLedgerLine() throws Exception {
        tamper("DELETE FROM page WHERE number = 2", "DELETE FROM ledger WHERE source_page = 2");

        assertThat(findings())
                .extracting(Finding::check)
                .containsExactly(Check.LEDGER, Check.LEDGER, Check.LEDGER, Check.REFERENCES);
        assertThat(findings().get(0).what()).isEqualTo("its file had 3 pages, its ledger has 2 lines up to page 3");
        assertThat(findings().get(1).what()).startsWith("input page 3 should be page 2");
        assertThat(findings().get(2))
                .isEqualTo(new Finding(Check.LEDGER, "UPLOAD", "3 pages were received and 2 are accounted for"));
    }

    @Test
    void namesAChangedAndAMissingAuditEntry() throws Exception {
        tamper(
                "DROP TRIGGER audit_is_never_changed",
                "DROP TRIGGER audit_is_never_shortened",
                "UPDATE audit SET actor_name = 'Somebody Else' WHERE sequence = 2",
                "DELETE FROM audit WHERE sequence = 4");

        assertThat(findings())
                .containsExactly(
                        new Finding(Check.AUDIT, "2", "its columns do not say what its sealed bytes say"),
                        new Finding(Check.AUDIT, "4", "entries 4 to 4 are missing"));
    }

    @Test
    void namesAnAuditEntryThatNobodyCanReadAndGoesOnBehindIt() throws Exception {
        tamper("DROP TRIGGER audit_is_never_changed", "UPDATE audit SET action = 'NO_SUCH' WHERE sequence IN (2, 5)");

        assertThat(findings())
                .containsExactly(
                        new Finding(Check.AUDIT, "2", "its columns cannot be understood"),
                        new Finding(Check.AUDIT, "5", "its columns cannot be understood"));
    }

    @Test
    void findsTheTrailClosedToTampering() {
        for (String sql : List.of(
                "UPDATE audit SET actor_name = 'Somebody Else' WHERE sequence = 2",
                "DELETE FROM audit WHERE sequence = 4",
                "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> tamper(sql)))
                    .as(sql)
                    .hasMessageContaining("audit trail");
            records = JdbiRecordStore.open(SqliteConfig.in(folder), clock);
        }
    }

    @Test
    void stopsWhenCalledOff() throws Exception {
        Verified verified =
                new StoreVerifier(records, blobs, finding -> {}, () -> true).verify((check, done, of) -> {});

        assertThat(verified.complete()).isFalse();
        assertThat(verified.clean()).isFalse();
    }
}
