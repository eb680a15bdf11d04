package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.chartroom.models.record.DocumentId;
import org.jspecify.annotations.Nullable;

/** Gathers which documents have a matching page. The pages of one stand in a block: what is stored is read once for each. */
final class IdCollector extends SimpleCollector {
    private final StoredFields stored;
    private final int most;
    private final Set<DocumentId> ids = new LinkedHashSet<>();
    private @Nullable NumericDocValues ordinals;
    private int docBase;
    private int head;

    IdCollector(StoredFields stored, int most) {
        this.stored = stored;
        this.most = most;
    }

    Set<DocumentId> ids() {
        return ids;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        if (ids.size() >= most) {
            throw new CollectionTerminatedException();
        }
        docBase = context.docBase;
        ordinals = DocValues.getNumeric(context.reader(), Fields.ORDINAL);
        head = -1;
    }

    @Override
    public void collect(int page) throws IOException {
        int first = ordinals != null && ordinals.advanceExact(page) ? page - (int) ordinals.longValue() : page;
        if (first == head) {
            return;
        }
        if (ids.size() >= most) {
            throw new CollectionTerminatedException();
        }
        head = first;
        ids.add(ShownFields.of(stored.document(docBase + page).getBinaryValue(Fields.SHOWN))
                .id());
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
