package org.chartroom.models.record;

/** What a document is made of. */
public enum DocumentKind {
    SCAN,
    FAX,
    EMAIL,
    /** A file made on a computer: office document, text, web page, born-digital PDF. */
    ELECTRONIC,
    DICTATION,
    /** A file of a kind that Chartroom keeps but does not read. */
    OTHER
}
