package org.chartroom.api.worker;

import org.chartroom.ingest.sniff.FileKind;
import org.chartroom.models.record.ArrivalKind;
import org.chartroom.models.record.DocumentKind;
import org.jspecify.annotations.Nullable;

/** What a document is made of, by what its file turned out to be and how it came. */
final class DocumentKinds {
    private DocumentKinds() {}

    /** @param kind null when the file was not opened */
    static DocumentKind of(@Nullable FileKind kind, ArrivalKind expected) {
        return switch (kind) {
            case null -> DocumentKind.OTHER;
            case PDF, IMAGE -> expected == ArrivalKind.FAX ? DocumentKind.FAX : DocumentKind.SCAN;
            case MAIL -> DocumentKind.EMAIL;
            case OFFICE, TEXT, HTML -> DocumentKind.ELECTRONIC;
            case AUDIO -> DocumentKind.DICTATION;
            case ARCHIVE, UNKNOWN, EMPTY -> DocumentKind.OTHER;
        };
    }
}
