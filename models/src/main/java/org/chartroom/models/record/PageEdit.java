package org.chartroom.models.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One edit of the pages of one or more documents: who laid what how, and how it lay before.
 *
 * @param note why, in the words of the person; empty where nobody was asked
 * @param undoes the edit that this one takes back, if it is an undo
 * @param undone whether it was taken back
 * @param documents every document it touched; the one it was asked of first
 * @param kept pages as they were before they were turned, read again or taken out
 */
public record PageEdit(
        PageEditId id,
        Kind kind,
        Instant at,
        Actor editor,
        String note,
        Optional<PageEditId> undoes,
        boolean undone,
        List<Arrangement> documents,
        List<KeptPage> kept) {
    public PageEdit {
        documents = List.copyOf(documents);
        kept = List.copyOf(kept);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("an edit touches a document");
        }
    }

    /** What was done. Names are stored: added to, never renamed. */
    public enum Kind {
        /** Pages became documents of their own. */
        SPLIT,
        /** All pages of other documents came to the end of this one. */
        MERGE,
        /** Pages were put into another order. */
        REORDER,
        /** Pages were turned. */
        ROTATE,
        /** Pages were taken out. */
        DROP,
        /** Pages that were taken out came back. */
        RESTORE,
        /** Pages went to another document. */
        MOVE,
        /** An earlier edit was taken back. */
        UNDO,
        /** Pages were read again in another way. */
        RE_READ
    }

    /**
     * How the pages of one document lay before and after.
     *
     * @param version of the document after the edit
     * @param before empty for a document that the edit made, or filled again
     * @param after empty for a document whose pages all went elsewhere
     */
    public record Arrangement(
            DocumentId document,
            int version,
            Stage stageBefore,
            String reasonBefore,
            List<PageMark> before,
            List<PageMark> after) {
        public Arrangement {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A page as it was before the edit; its blobs stay.
     *
     * @param left what the ledger says of it since, if it was taken out; empty for one that stayed
     */
    public record KeptPage(Page page, Optional<PageDisposition> left) {}
}
