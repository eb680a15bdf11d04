package org.chartroom.api.upkeep;

import java.io.IOException;

/** A backup cannot be made or used as things are. The message is for a person and says what to do. */
public final class BackupException extends IOException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
