package org.chartroom.api.documents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.AuditEvent;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.PageEdit;
import org.chartroom.models.record.PageMark;
import org.chartroom.models.record.Records;

/** Says in the audit trail how the pages of each document lay before an edit and after it. */
public final class PageEditAudit {
    /** Longer layouts are in the edit itself, which is kept as long. */
    private static final int LONGEST = 2_000;

    private PageEditAudit() {}

    /** Appends an entry for each document the edit touched, in the transaction that makes it. */
    public static void append(Records records, PageEdit edit) {
        for (PageEdit.Arrangement each : edit.documents()) {
            Map<String, String> details = new LinkedHashMap<>();
            details.put("what", "pages: " + edit.kind().name().toLowerCase(Locale.ROOT));
            details.put("edit", edit.id().value());
            edit.undoes().ifPresent(undone -> details.put("undoes", undone.value()));
            details.put("before", told(each.document(), each.before()));
            details.put("after", told(each.document(), each.after()));
            details.put("version", Integer.toString(each.version()));
            records.audit()
                    .append(new AuditEvent(
                            edit.at(),
                            edit.editor(),
                            AuditAction.CHANGE,
                            "document",
                            each.document().value(),
                            records.documents().find(each.document()).flatMap(Document::patient),
                            details));
        }
    }

    /** Such as {@code 1 2@90 3}: input pages in order, turned so; those of another file with its document's id. */
    private static String told(DocumentId document, List<PageMark> marks) {
        String told = marks.stream()
                .map(mark -> (mark.source().equals(document) ? "" : mark.source() + "/")
                        + mark.sourcePage()
                        + (mark.rotation() == 0 ? "" : "@" + mark.rotation()))
                .collect(Collectors.joining(" "));
        return told.length() <= LONGEST ? told : told.substring(0, LONGEST - 1) + "…";
    }
}
