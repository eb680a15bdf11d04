package org.chartroom.index.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.chartroom.index.IndexDamagedException;
import org.chartroom.index.IndexUnavailableException;

/** Sorts Lucene's failures by what the caller can do. */
final class Failures {
    private Failures() {}

    /** Whether the files are not what they should be, so that only building them anew helps. */
    static boolean isDamage(Throwable failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof EOFException
                || failure instanceof FileNotFoundException
                || failure instanceof NoSuchFileException
                || (failure instanceof AlreadyClosedException
                        && failure.getCause() != null
                        && isDamage(failure.getCause()));
    }

    static RuntimeException sorted(String what, Exception failure) {
        if (isDamage(failure)) {
            return new IndexDamagedException(
                    what + ": the index is damaged. The records are safe; rebuild the index.", failure);
        }
        if (failure instanceof IOException || failure instanceof AlreadyClosedException) {
            return new IndexUnavailableException(
                    what + ": the index cannot be used now ("
                            + failure.getClass().getSimpleName()
                            + "). The records are safe; check the disk and try again.",
                    failure);
        }
        return failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(what, failure);
    }
}
