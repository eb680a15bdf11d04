package org.chartroom.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection's prepared statements for their next use: compiling one costs SQLite more than running it. A
 * statement is out of the cache while it is in use, so that the same text may run twice at once.
 */
final class CachedStatements extends DefaultStatementBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(CachedStatements.class);
    private static final int KEPT = 256;

    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Statement, String> inUse = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        if (context.isReturningGeneratedKeys()) {
            return super.create(connection, sql, context);
        }
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept != null ? kept : super.create(connection, sql, context);
        inUse.put(statement, sql);
        return statement;
    }

    /** @param template the text before its names were replaced, which is not what the statement was prepared from */
    @Override
    public void close(Connection connection, String template, Statement statement) throws SQLException {
        String sql = inUse.remove(statement);
        if (sql == null
                || !(statement instanceof PreparedStatement prepared)
                || prepared.isClosed()
                || idle.containsKey(sql)) {
            statement.close();
            return;
        }
        prepared.clearParameters();
        idle.put(sql, prepared);
        if (idle.size() > KEPT) {
            var eldest = idle.entrySet().iterator();
            PreparedStatement dropped = eldest.next().getValue();
            eldest.remove();
            dropped.close();
        }
    }

    /** Drops what is idle: after a failure of the database a statement cannot be trusted to run again. */
    void drop() {
        for (PreparedStatement statement : idle.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                LOG.debug("A statement could not be closed after a failure.", e);
            }
        }
        idle.clear();
    }

    @Override
    public void close(Connection connection) {
        // The statements end with their connection.
        idle.clear();
        inUse.clear();
    }
}
