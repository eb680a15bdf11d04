package org.chartroom.models.record;

/** Why a document is at the filing desk. One may be there for several reasons. */
public enum FilingReason {
    /** It was read and is to be filed. */
    TO_FILE,
    /** A person has to look before it can be filed; the document says why. */
    NEEDS_PERSON,
    /** Somebody is to be called about it; that is not due yet. */
    CALLBACK,
    /** Somebody is to be called about it now. */
    CALLBACK_DUE,
    /** It was filed, and sent back by who took a second look. */
    SENT_BACK
}
