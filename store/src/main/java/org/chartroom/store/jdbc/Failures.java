package org.chartroom.store.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import org.chartroom.models.record.ConflictException;
import org.chartroom.models.record.StoreFullException;
import org.chartroom.models.record.StoreUnavailableException;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Sorts what the database throws by what can be done about it. */
final class Failures {
    /** What a failure of the database means for the work that met it and for those after it. */
    enum Kind {
        /** Not the database's answer: the work's own exception. */
        OWN,
        /** A rule of the schema forbids it; the work alone fails. */
        REFUSED,
        /** No room left; the batch fails, later ones may do better. */
        FULL,
        /** Somebody else holds the file just now; the batch fails, later ones may do better. */
        BUSY,
        /** What is on disk is not known any more; nothing may be written before the store is opened anew. */
        BROKEN
    }

    private Failures() {}

    static Kind kind(Throwable failure) {
        Optional<SQLException> cause = sqlCause(failure);
        if (cause.isEmpty()) {
            return Kind.OWN;
        }
        if (!(cause.get() instanceof SQLiteException sqlite)) {
            // The driver's own complaint, not the database's answer.
            return Kind.OWN;
        }
        // The low byte is the error, the others say which of its kinds.
        int primary = sqlite.getResultCode().code & 0xff;
        // On a full disk the shared index of the log cannot grow either; nothing is written at that point.
        if (primary == SQLiteErrorCode.SQLITE_FULL.code
                || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return Kind.FULL;
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Kind.BUSY;
        }
        if (primary == SQLiteErrorCode.SQLITE_IOERR.code
                || primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primary == SQLiteErrorCode.SQLITE_NOMEM.code
                || primary == SQLiteErrorCode.SQLITE_READONLY.code) {
            return Kind.BROKEN;
        }
        return Kind.REFUSED;
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    /** What the caller of a work gets to see. */
    static RuntimeException told(Throwable failure) {
        if (failure instanceof StoreUnavailableException
                || failure instanceof StoreFullException
                || failure instanceof ConflictException) {
            return (RuntimeException) failure;
        }
        return switch (kind(failure)) {
            case OWN -> own(failure);
            case REFUSED -> refused(failure);
            case FULL ->
                new StoreFullException(
                        "The disk of the record store is full: nothing of this was kept. Free space and do it again.",
                        failure);
            case BUSY ->
                new StoreUnavailableException(
                        "The record store is held by another program: nothing of this was kept. Try again.", failure);
            case BROKEN ->
                new StoreUnavailableException(
                        "The record store's disk failed: whether this was kept is not known."
                                + " Reads still work; check the disk and start again.",
                        failure);
        };
    }

    private static RuntimeException own(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof JdbiException || !(failure instanceof RuntimeException own)
                ? new IllegalStateException("the record store could not do its work", failure)
                : own;
    }

    /** Constraint messages of the database name columns only, no values: they may be shown. */
    private static RuntimeException refused(Throwable failure) {
        ConflictException conflict = new ConflictException(
                "A rule of the record store forbids this and nothing of it was kept: a record with this key is kept"
                        + " already, one that this names is not kept, or a value is out of bounds ("
                        + sqlCause(failure).map(SQLException::getMessage).orElse("") + ").");
        conflict.initCause(failure);
        return conflict;
    }
}
