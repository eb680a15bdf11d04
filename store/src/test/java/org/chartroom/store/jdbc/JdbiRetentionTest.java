package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.store.jdbc.Office.NOON;

import java.nio.file.Path;
import java.util.List;
import org.chartroom.models.record.RecordStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiRetentionTest extends RetentionContract {
    @TempDir
    Path folder;

    private JdbiRecordStore store;

    @BeforeEach
    void open() {
        store = JdbiRecordStore.open(SqliteConfig.in(folder), new SettableClock(NOON));
        Office.furnish(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    RecordStore store() {
        return store;
    }

    /**
     * Whoever adds a table that says something of a document decides here what its destruction does with it: {@link
     * Shredder} empties it, or it holds nothing that was in the document.
     */
    @Test
    void everyTableThatNamesADocumentIsKnownToItsDestruction() {
        List<String> naming =
                store.ask(handle -> handle.createQuery("""
                        SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f
                        WHERE m.type = 'table' AND f."table" IN ('document', 'dictation') ORDER BY m.name
                        """).mapTo(String.class).list());
        assertThat(naming)
                .isSubsetOf(
                        // Emptied.
                        "addendum",
                        "claim",
                        "correction_seen",
                        "dictation",
                        "filing_log",
                        "filing_proposal",
                        "form_unsigned",
                        "form_value",
                        "heard_piece",
                        "listened",
                        "page",
                        "page_edit_document",
                        "page_kept",
                        "quality_review",
                        "recording",
                        "rescan",
                        "review",
                        "second_look",
                        "signature",
                        "transcript_version",
                        // Ids, numbers and decisions about it only.
                        "change_log",
                        "destruction_item",
                        "destruction_permit",
                        "document",
                        "hold_document",
                        "ledger");
    }
}
