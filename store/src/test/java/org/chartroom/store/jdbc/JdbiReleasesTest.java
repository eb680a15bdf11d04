package org.chartroom.store.jdbc;

import static org.chartroom.store.jdbc.Office.NOON;

import java.nio.file.Path;
import org.chartroom.models.record.RecordStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JdbiReleasesTest extends ReleasesContract {
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
}
