package org.chartroom.store.blob;

import java.util.Locale;

/** Tells a full disk, which Java only names in the message, from other failures. */
public final class FullDisk {
    private FullDisk() {}

    /** Whether this failure, not one behind it, says that there is no room. */
    public static boolean isNamedBy(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space");
    }
}
