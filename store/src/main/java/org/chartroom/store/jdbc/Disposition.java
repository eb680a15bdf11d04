package org.chartroom.store.jdbc;

/** How the ledger's column names a {@link org.chartroom.models.record.PageDisposition}. */
enum Disposition {
    DOCUMENT,
    SEPARATOR,
    BLANK,
    REJECTED
}
