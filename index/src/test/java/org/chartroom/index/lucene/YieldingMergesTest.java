package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Merging waits for searches, and never for long. */
@Timeout(60)
class YieldingMergesTest {
    private static final int DOCUMENTS = 40;
    /** Of bytes that nothing makes shorter: 8 MiB in all, some 120 pieces. */
    private static final int DOCUMENT_BYTES = 8 * 1024 * 1024 / DOCUMENTS;

    /** In so few bytes that their files do not give way. */
    private static final int PLACES = 2000;

    private final Traffic searches = new Traffic();

    @Test
    void aMergeWaitsAfterEachPieceWhileASearchRunsAndIsDoneAllTheSame() throws IOException {
        searches.begin();

        Random random = new Random(3);
        Duration took = merged(DOCUMENTS, () -> bytes(random), Codec.getDefault(), file -> {
            Random again = new Random(3);
            for (int i = 0; i < DOCUMENTS; i++) {
                assertThat(file.storedFields().document(i).getBinaryValue("bytes"))
                        .isEqualTo(bytes(again).binaryValue());
            }
        });

        assertThat(took).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aGraphGivesWayBetweenPlacesWhereNothingIsWritten() throws IOException {
        searches.begin();

        Random random = new Random(4);
        Duration took = merged(
                PLACES,
                () -> new KnnFloatVectorField("place", place(random), VectorSimilarityFunction.DOT_PRODUCT),
                new RoundedPlaces(),
                file -> assertThat(file.getFloatVectorValues("place").size()).isEqualTo(PLACES));

        assertThat(took).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aMergeGoesOnAsSoonAsNoSearchIsRunning() throws Exception {
        searches.begin();
        searches.begin();
        Thread searching = Thread.ofPlatform().start(() -> {
            searches.end();
            searches.end();
        });
        long began = System.nanoTime();

        searches.awaitGap(50_000);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(40));
        searching.join();
    }

    @Test
    void oneOfTwoSearchesThatEndsIsNoGap() throws Exception {
        searches.begin();
        searches.begin();
        searches.end();
        long began = System.nanoTime();

        searches.awaitGap(30);

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
    }

    /** How long it takes to make one file of two that have half of the documents each; all of them are in it. */
    private Duration merged(int documents, Supplier<IndexableField> field, Codec codec, Check all) throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            for (int file = 0; file < 2; file++) {
                try (IndexWriter writer = new IndexWriter(
                        directory, new IndexWriterConfig().setCodec(codec).setMergePolicy(NoMergePolicy.INSTANCE))) {
                    for (int i = 0; i < documents / 2; i++) {
                        Document document = new Document();
                        document.add(field.get());
                        writer.addDocument(document);
                    }
                }
            }
            YieldingMerges merges = new YieldingMerges(searches);
            long began = System.nanoTime();
            try (IndexWriter writer = new IndexWriter(
                    directory,
                    new IndexWriterConfig()
                            .setCodec(codec)
                            .setUseCompoundFile(false)
                            .setMergePolicy(merges.givingWay(new TieredMergePolicy()))
                            .setMergeScheduler(merges))) {
                writer.forceMerge(1);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertThat(reader.leaves()).hasSize(1);
                assertThat(reader.numDocs()).isEqualTo(documents);
                all.in(reader.leaves().getFirst().reader());
            }
            return took;
        }
    }

    /** That a file has what was put. */
    private interface Check {
        void in(LeafReader file) throws IOException;
    }

    private static StoredField bytes(Random random) {
        byte[] bytes = new byte[DOCUMENT_BYTES];
        random.nextBytes(bytes);
        return new StoredField("bytes", bytes);
    }

    private static float[] place(Random random) {
        float[] place = new float[16];
        double squares = 0;
        for (int i = 0; i < place.length; i++) {
            place[i] = (float) random.nextGaussian();
            squares += place[i] * place[i];
        }
        for (int i = 0; i < place.length; i++) {
            place[i] /= (float) Math.sqrt(squares);
        }
        return place;
    }
}
