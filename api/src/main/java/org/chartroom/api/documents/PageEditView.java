package org.chartroom.api.documents;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageEditId;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Records;

/**
 * One edit of pages, as the list of versions tells it.
 *
 * @param what such as {@code split}, {@code rotate}, {@code undo}
 * @param by name of the person
 * @param note why or how, such as {@code 90 degrees}; may be empty
 * @param undone whether it was taken back
 * @param documents those it touched that are open to the caller
 */
record PageEditView(
        PageEditId id,
        String what,
        Instant at,
        String by,
        String note,
        Optional<PageEditId> undoes,
        boolean undone,
        List<Laid> documents) {
    /**
     * How the pages of one document lay.
     *
     * @param version of the document after the edit
     */
    record Laid(DocumentId documentId, int version, List<PageMark> before, List<PageMark> after) {}

    static PageEditView of(Records records, Caller caller, PageEdit edit) {
        return new PageEditView(
                edit.id(),
                edit.kind().name().toLowerCase(Locale.ROOT),
                edit.at(),
                edit.editor().name(),
                edit.note(),
                edit.undoes(),
                edit.undone(),
                edit.documents().stream()
                        .filter(each -> records.documents()
                                .find(each.document())
                                .filter(document -> Access.maySee(records, caller, document))
                                .isPresent())
                        .map(each -> new Laid(each.document(), each.version(), each.before(), each.after()))
                        .toList());
    }
}
