package org.chartroom.benchmarks.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** The base line: one field, Lucene's standard analyser and scoring, any of the words. In memory. */
public final class PlainIndex implements AutoCloseable {
    private static final String TEXT = "text";

    private final StandardAnalyzer analyzer = new StandardAnalyzer();
    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;

    /** With these texts, numbered from 0. */
    public PlainIndex(List<String> texts) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String text : texts) {
                Document document = new Document();
                document.add(new TextField(TEXT, text, Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
    }

    /** Numbers of the best texts, best first. */
    public List<Integer> search(String words, int most) throws IOException {
        Query query = new QueryBuilder(analyzer).createBooleanQuery(TEXT, words);
        List<Integer> found = new ArrayList<>();
        if (query != null) {
            for (ScoreDoc hit : new IndexSearcher(reader).search(query, most).scoreDocs) {
                found.add(hit.doc);
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        analyzer.close();
    }
}
