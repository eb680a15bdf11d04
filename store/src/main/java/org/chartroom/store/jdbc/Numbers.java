package org.chartroom.store.jdbc;

import org.jdbi.v3.core.Handle;

/**
 * The numbers that the one writer gives out. They are kept in memory and set back with a work that fails, so that none is
 * left out.
 */
final class Numbers {
    private long lastAudit;
    private long lastChange;

    void load(Handle handle) {
        lastAudit = handle.createQuery("SELECT coalesce(max(sequence), 0) FROM audit")
                .mapTo(Long.class)
                .one();
        lastChange = handle.createQuery("SELECT coalesce(max(sequence), 0) FROM change_log")
                .mapTo(Long.class)
                .one();
    }

    long nextAudit() {
        return ++lastAudit;
    }

    long nextChange() {
        return ++lastChange;
    }

    Mark mark() {
        return new Mark(lastAudit, lastChange);
    }

    void backTo(Mark mark) {
        lastAudit = mark.audit();
        lastChange = mark.change();
    }

    record Mark(long audit, long change) {}
}
