package org.chartroom.store.jdbc;

import java.time.Clock;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.DocumentId;
import org.jdbi.v3.core.Handle;

/** One connection as the facets use it, with what the current transaction has touched. Used by one thread at a time. */
final class Session {
    private final Handle handle;
    private final Clock clock;
    private final boolean writable;
    private final Numbers numbers;
    private Touched touched = new Touched();

    private Session(Handle handle, Clock clock, boolean writable, Numbers numbers) {
        this.handle = handle;
        this.clock = clock;
        this.writable = writable;
        this.numbers = numbers;
    }

    static Session forReading(Handle handle, Clock clock) {
        return new Session(handle, clock, false, new Numbers());
    }

    static Session forWriting(Handle handle, Clock clock) {
        Numbers numbers = new Numbers();
        numbers.load(handle);
        return new Session(handle, clock, true, numbers);
    }

    Handle reading() {
        return handle;
    }

    Handle writing() {
        if (!writable) {
            throw new IllegalStateException("records cannot be changed in a read; use write");
        }
        return handle;
    }

    Clock clock() {
        return clock;
    }

    Numbers numbers() {
        return numbers;
    }

    /** Logs that the document's searchable state may have changed; once a work is enough. */
    void changed(DocumentId document, ArrivalId arrival) {
        touched(document, arrival);
        if (touched.changed(document)) {
            return;
        }
        long sequence = numbers.nextChange();
        writing()
                .createUpdate("INSERT INTO change_log (document, sequence) VALUES (:document, :sequence)"
                        + " ON CONFLICT (document) DO UPDATE SET sequence = excluded.sequence")
                .bind("document", document.value())
                .bind("sequence", sequence)
                .execute();
        touched.change(document, sequence);
    }

    /** Notes that the document shows differently, though it is searched as before. */
    void touched(DocumentId document, ArrivalId arrival) {
        touched.documents().add(document);
        touched.arrivals().add(arrival);
    }

    void touched(ArrivalId arrival) {
        touched.arrivals().add(arrival);
    }

    /** What was touched since the last call. */
    Touched takeTouched() {
        Touched taken = touched;
        touched = new Touched();
        return taken;
    }
}
