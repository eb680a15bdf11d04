package org.chartroom.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.chartroom.index.DocumentVersion;
import org.chartroom.index.IndexVerdict;
import org.chartroom.models.record.DocumentId;

/** Compares an index with what should be in it. */
final class Verification {
    private Verification() {}

    static IndexVerdict of(IndexSearcher searcher, Iterator<DocumentVersion> expected) throws IOException {
        Optional<String> damage = damage(searcher);
        FixedBitSet known =
                new FixedBitSet(Math.max(1, searcher.getIndexReader().maxDoc()));
        List<DocumentId> missing = new ArrayList<>();
        List<DocumentId> stale = new ArrayList<>();
        while (expected.hasNext()) {
            DocumentVersion one = expected.next();
            long version = markAndFindVersion(searcher, one.document(), known);
            if (version < 0) {
                missing.add(one.document());
            } else if (version != one.version()) {
                stale.add(one.document());
            }
        }
        List<DocumentId> surplus = new ArrayList<>();
        long documents = eachHead(searcher, known, surplus);
        return new IndexVerdict(damage, documents, missing, stale, surplus);
    }

    private static Optional<String> damage(IndexSearcher searcher) throws IOException {
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                leaf.reader().checkIntegrity();
            }
            return Optional.empty();
        } catch (CorruptIndexException damaged) {
            return Optional.of(String.valueOf(damaged.getMessage()));
        }
    }

    /** @return the version in the index, -1 when the document is not there */
    private static long markAndFindVersion(IndexSearcher searcher, DocumentId document, FixedBitSet known)
            throws IOException {
        Term id = new Term(Fields.ID, document.value());
        long version = -1;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader reader = leaf.reader();
            PostingsEnum pages = reader.postings(id, PostingsEnum.NONE);
            if (pages == null) {
                continue;
            }
            Bits there = reader.getLiveDocs();
            for (int page = pages.nextDoc(); page != DocIdSetIterator.NO_MORE_DOCS; page = pages.nextDoc()) {
                if (there == null || there.get(page)) {
                    known.set(leaf.docBase + page);
                    NumericDocValues versions = DocValues.getNumeric(reader, Fields.VERSION);
                    version = versions.advanceExact(page) ? versions.longValue() : 0;
                }
            }
        }
        return version;
    }

    /** Collects the documents that nobody expected. @return how many there are in all */
    private static long eachHead(IndexSearcher searcher, FixedBitSet known, List<DocumentId> surplus)
            throws IOException {
        long documents = 0;
        StoredFields stored = searcher.storedFields();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PostingsEnum heads = leaf.reader().postings(new Term(Fields.HEAD, Fields.YES), PostingsEnum.NONE);
            if (heads == null) {
                continue;
            }
            Bits there = leaf.reader().getLiveDocs();
            for (int head = heads.nextDoc(); head != DocIdSetIterator.NO_MORE_DOCS; head = heads.nextDoc()) {
                if (there != null && !there.get(head)) {
                    continue;
                }
                documents++;
                if (!known.get(leaf.docBase + head)) {
                    BytesRef shown = stored.document(leaf.docBase + head).getBinaryValue(Fields.SHOWN);
                    surplus.add(ShownFields.of(shown).id());
                }
            }
        }
        return documents;
    }
}
