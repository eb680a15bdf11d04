package org.chartroom.api.documents;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.ingest.pdf.Print;
import org.chartroom.ingest.pdf.SearchablePdf;
import org.chartroom.models.blob.Blob;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.Page;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;
import org.chartroom.models.text.Word;

/** Makes the searchable PDF/A of a document from what is kept of its pages. Safe for use by many threads. */
public final class PdfCopy {
    private final RecordStore store;
    private final BlobStore blobs;
    private final ObjectMapper json;
    private final Path spool;
    private final Clock clock;
    private final NotePages notes;

    /** How a document looks that was dictated: nothing for others. */
    public interface NotePages {
        Optional<Print> of(Records records, Document document);
    }

    /** @param spool existing folder for what does not fit in memory while a PDF is made */
    public PdfCopy(RecordStore store, BlobStore blobs, ObjectMapper json, Path spool, Clock clock, NotePages notes) {
        this.store = store;
        this.blobs = blobs;
        this.json = json;
        this.spool = spool;
        this.clock = clock;
        this.notes = notes;
    }

    /** A word as the words blob has it. */
    private record KeptWord(String text, int x, int y, int width, int height, double confidence, int line) {
        Word word() {
            return new Word(text, new Box(x, y, width, height), confidence, line);
        }
    }

    /**
     * The PDF with all pages in it, ready to be written; whoever asked closes it.
     *
     * @throws ProblemException when the document has no pages yet
     * @throws IOException when a page's image or words are damaged or missing, or the spool folder is full
     */
    SearchablePdf of(Document document) throws IOException {
        String title = document.title().isBlank() ? "Document " + document.id() : document.title();
        SearchablePdf pdf = started(title, document.id() + "/" + document.version());
        try {
            addTo(pdf, document);
            return pdf;
        } catch (IOException | RuntimeException e) {
            pdf.close();
            throw e;
        }
    }

    /**
     * An empty PDF for pages of several documents; whoever asked closes it.
     *
     * @param title shown by viewers
     * @param id the same for the same content
     */
    public SearchablePdf started(String title, String id) throws IOException {
        return new SearchablePdf(spool, title, id, clock);
    }

    /**
     * Adds all pages of a document. When it throws, some of them may have been added.
     *
     * @throws ProblemException when the document has no pages yet
     * @throws IOException when a page's image or words are damaged or missing, or the spool folder is full
     */
    public void addTo(SearchablePdf pdf, Document document) throws IOException {
        List<Page> pages = store.read(records -> records.documents().pages(document.id()));
        Optional<Print> note = store.read(records -> notes.of(records, document));
        if (note.isPresent() && !pages.isEmpty()) {
            pdf.print(note.get());
            return;
        }
        if (pages.isEmpty()) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "The document has no pages yet, so there is no PDF of it. Its original can be downloaded.",
                    Map.of());
        }
        for (Page page : pages) {
            add(pdf, page);
        }
    }

    private void add(SearchablePdf pdf, Page page) throws IOException {
        Optional<Blob> image = page.image();
        Optional<PageGeometry> geometry = page.geometry();
        if (image.isPresent() && geometry.isPresent()) {
            try (InputStream in = open(image.get())) {
                pdf.scan(in, geometry.get(), words(page));
            }
        } else if (page.problem().isPresent() && page.text().isBlank()) {
            pdf.print("Page " + page.number() + " could not be read. It is kept in the file as it came.");
        } else {
            pdf.print(page.text());
        }
    }

    private List<Word> words(Page page) throws IOException {
        if (page.words().isEmpty()) {
            return List.of();
        }
        try (InputStream in = open(page.words().get())) {
            List<KeptWord> words = json.readValue(in, new TypeReference<>() {});
            return words.stream()
                    .filter(word -> !word.text().isBlank())
                    .map(KeptWord::word)
                    .toList();
        }
    }

    private InputStream open(Blob blob) throws IOException {
        return Channels.newInputStream(blobs.open(blob.ref()));
    }
}
