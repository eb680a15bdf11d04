package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.store.jdbc.Office.NOON;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No table is forgotten when charts are merged. */
class PatientTablesTest {
    @TempDir
    Path folder;

    @Test
    void everyTableThatNamesAPatientSaysWhatAMergeDoesWithItsRows() throws Exception {
        SqliteConfig config = SqliteConfig.in(folder);
        JdbiRecordStore.open(config, new SettableClock(NOON)).close();
        Set<String> naming = new TreeSet<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + config.file());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT DISTINCT t.name AS name FROM sqlite_master t
                        WHERE t.type = 'table' AND (
                          EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'patient')
                          OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) f WHERE f."table" = 'patient'))
                        """)) {
            while (rows.next()) {
                naming.add(rows.getString("name"));
            }
        }
        Set<String> said = new TreeSet<>(PatientTables.STAYING);
        said.addAll(
                PatientTables.MOVING.stream().map(PatientTables.Moving::table).collect(Collectors.toSet()));

        assertThat(said)
                .as(
                        "a table that names a patient has a line in PatientTables: rows that belong to the chart move with it")
                .isEqualTo(naming);
    }
}
