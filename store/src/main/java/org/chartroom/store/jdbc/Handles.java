package org.chartroom.store.jdbc;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/** How the facets talk to a connection. */
final class Handles {
    private Handles() {}

    /** A handle that keeps the connection's prepared statements; closing it closes the connection. */
    static Handle over(Connection connection) {
        Jdbi jdbi = Jdbi.create(() -> connection);
        jdbi.setStatementBuilderFactory(any -> new CachedStatements());
        // Left to itself an exception's message has the bound values in it, and so names of patients in the log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi.open();
    }

    /** To be called when the database failed under a statement, before the handle is used again. */
    static void dropStatements(Handle handle) {
        if (handle.getStatementBuilder() instanceof CachedStatements cached) {
            cached.drop();
        }
    }
}
