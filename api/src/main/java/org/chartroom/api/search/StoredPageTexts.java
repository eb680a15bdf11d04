package org.chartroom.api.search;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Optional;
import org.chartroom.index.PageText;
import org.chartroom.index.PageTexts;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.TranscriptVersion;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the index the texts of pages, from the record store, with the places of their words. */
public final class StoredPageTexts implements PageTexts {
    private static final Logger log = LoggerFactory.getLogger(StoredPageTexts.class);

    private final RecordStore store;
    private final BlobStore blobs;
    private final ObjectMapper json;

    public StoredPageTexts(RecordStore store, BlobStore blobs, ObjectMapper json) {
        this.store = store;
        this.blobs = blobs;
        this.json = json;
    }

    /** A word as the words blob has it. */
    record StoredWord(String text, int x, int y, int width, int height, double confidence, int line) {
        Word word() {
            return new Word(text, new Box(x, y, width, height), confidence, line);
        }
    }

    private record Found(Page page, Optional<TranscriptVersion> transcript) {}

    @Override
    public Optional<PageText> find(DocumentId document, int number) {
        Optional<Found> found = store.read(records -> records.documents()
                .page(document, number)
                .map(page -> new Found(page, records.dictations().latest(document))));
        return found.map(this::text);
    }

    private PageText text(Found found) {
        Page page = found.page();
        if (found.transcript().isPresent()) {
            TranscriptVersion transcript = found.transcript().get();
            return new PageText.Heard(
                    page.text(),
                    transcript.content().words(),
                    transcript.content().audioMs());
        }
        if (page.words().isPresent() && page.geometry().isPresent()) {
            PageGeometry geometry = page.geometry().get();
            try (InputStream in =
                    Channels.newInputStream(blobs.open(page.words().get().ref()))) {
                List<StoredWord> words = json.readValue(in, new TypeReference<>() {});
                return new PageText.Printed(
                        page.text(),
                        words.stream()
                                .filter(word -> !word.text().isBlank())
                                .map(StoredWord::word)
                                .toList(),
                        geometry.widthPx(),
                        geometry.heightPx());
            } catch (IOException | IllegalArgumentException e) {
                // The hit is still right; only its place cannot be drawn. admin verify names the damage.
                log.warn("The words of page {} of document {} cannot be read.", page.number(), page.document(), e);
            }
        }
        return new PageText.Plain(page.text());
    }
}
