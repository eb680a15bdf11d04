package org.chartroom.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Predicate;

/** A real connection on which chosen statements fail instead of being executed. */
final class Failing {
    private final Predicate<String> fails;
    private final SQLException failure;

    Failing(Predicate<String> fails, SQLException failure) {
        this.fails = fails;
        this.failure = failure;
    }

    Connection over(Connection real) {
        return proxy(Connection.class, real, (name, arguments, result) -> {
            if (name.equals("prepareStatement") && arguments[0] instanceof String sql) {
                return statement((PreparedStatement) result, sql);
            }
            return result;
        });
    }

    private PreparedStatement statement(PreparedStatement real, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Failing.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (self, method, arguments) -> {
                    if (method.getName().startsWith("execute") && fails.test(sql)) {
                        throw failure;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private interface After {
        Object apply(String name, Object[] arguments, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                Failing.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return after.apply(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
