package org.chartroom.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

/** No page is taken for older than its document is. */
class DatesTest {
    private static final long MONTH = Duration.ofDays(31).toMillis();

    @Test
    void everyDateIsKnownToAMonthAndNeverTooEarly() throws IOException {
        List<Long> dates = List.of(
                0L,
                -1L,
                Instant.parse("2026-11-28T10:00:00Z").toEpochMilli(),
                Instant.parse("1899-01-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2199-12-31T23:59:59Z").toEpochMilli(),
                (1L << 31) - 1,
                1L << 31);
        try (Directory directory = withDates(dates);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Dates known = Dates.of(reader.leaves().getFirst().reader());

            for (int page = 0; page < dates.size(); page++) {
                assertThat(known.latest(page)).isBetween(dates.get(page), dates.get(page) + MONTH);
            }
        }
    }

    @Test
    void whatHasNoDateOrOneBeyondAllLivesMayBeTheNewest() throws IOException {
        try (Directory directory = withDates(List.of(Long.MAX_VALUE, Long.MIN_VALUE));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Dates known = Dates.of(reader.leaves().getFirst().reader());

            assertThat(known.latest(0)).isEqualTo(Long.MAX_VALUE);
            assertThat(known.latest(1)).isGreaterThanOrEqualTo(Long.MIN_VALUE);
            assertThat(known.latest(2)).isEqualTo(Long.MAX_VALUE);
        }
    }

    /** One page of each date, and behind them one without. */
    private static Directory withDates(List<Long> dates) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (long date : dates) {
                Document page = new Document();
                page.add(new NumericDocValuesField(Fields.WHEN, date));
                writer.addDocument(page);
            }
            writer.addDocument(new Document());
            writer.forceMerge(1);
        }
        return directory;
    }
}
