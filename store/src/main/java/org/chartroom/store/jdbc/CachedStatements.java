package org.chartroom.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps a connection's prepared statements for their next use: compiling one costs SQLite more than running it. A
 * statement is out of the cache while it is in use, so that the same text may run twice at once.
 */
final class CachedStatements extends DefaultStatementBuilder {
    private static final int KEPT = 256;

    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(64, 0.75f, true);

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = context.isReturningGeneratedKeys() ? null : idle.remove(sql);
        return kept != null ? kept : super.create(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (!(statement instanceof PreparedStatement prepared) || idle.containsKey(sql) || prepared.isClosed()) {
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

    @Override
    public void close(Connection connection) {
        // The statements end with their connection.
        idle.clear();
    }
}
