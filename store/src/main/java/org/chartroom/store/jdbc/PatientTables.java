package org.chartroom.store.jdbc;

import java.util.List;
import java.util.Set;

/**
 * Every table whose rows name a patient, and what a merge of two charts does with them. Who adds such a table adds a line here; a
 * test looks through the schema and fails while one is missing.
 *
 * <p>A table whose rows belong to the chart ({@link #MOVING}) has a column {@code patient} and one column that is the row's key.
 * Give it triggers like {@code document_of_merged}, so that nothing is put into a chart that is part of another by now: that a row
 * goes to the survivor is for the API to see to ({@code Access.patient} answers with the survivor).
 */
final class PatientTables {
    /**
     * Rows that go where the chart goes.
     *
     * @param key names a row for ever
     */
    record Moving(String table, String key) {}

    static final List<Moving> MOVING = List.of(
            new Moving("encounter", "id"),
            new Moving("document", "id"),
            new Moving("appointment", "id"),
            new Moving("recording", "id"),
            new Moving("communication", "id"),
            new Moving("second_look", "number"),
            new Moving("review", "id"),
            new Moving("form_value", "id"));

    /** Rows that say what was so, or are made of the patients themselves: they stay as they are. */
    static final Set<String> STAYING = Set.of(
            "patient",
            "patient_name_part",
            "patient_key",
            "patient_change",
            "patient_merge",
            "duplicate_pair",
            "filing_log",
            "filing_proposal",
            "hold",
            "release_request",
            "disclosure",
            "emergency_access",
            "amendment",
            "account_suspension",
            "account_asked",
            "audit");

    /**
     * Begins a query of rows that stay: {@code part} are the ids of {@code :patient} and of all that were merged into them, whose rows
     * belong to the same chart by now.
     */
    static final String CHART = """
            WITH RECURSIVE part (id) AS (
              VALUES (:patient)
              UNION SELECT p.id FROM patient p JOIN part ON p.merged_into = part.id
            )
            """;

    private PatientTables() {}
}
