package org.chartroom.index.lucene;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.chartroom.index.Facet;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.index.MeaningModel;
import org.chartroom.models.record.DocumentType;

/** Makes the Lucene documents of a document: one a page, in page order, so that they stand in one block. */
final class PageDocuments {
    /** Between the value of a facet and its label. */
    static final char LABEL = '\u0001';

    private static final FieldType POSITIONS = new FieldType();

    static {
        POSITIONS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        POSITIONS.setTokenized(true);
        POSITIONS.freeze();
    }

    private final ZoneId zone;

    /** @param zone in which the day of arrival is told */
    PageDocuments(ZoneId zone) {
        this.zone = zone;
    }

    /** Without what its passages mean. */
    List<Document> of(IndexedDocument document) {
        return of(document, Optional.empty());
    }

    /** With what its passages mean, of which the model is asked: takes a while. */
    List<Document> of(IndexedDocument document, MeaningModel model) {
        return of(document, Optional.of(model));
    }

    private List<Document> of(IndexedDocument document, Optional<MeaningModel> model) {
        byte[] shown = ShownFields.of(document).toBytes();
        List<Document> pages = new ArrayList<>(document.pages().size());
        for (IndexedPage page : document.pages()) {
            Document lucene = new Document();
            Shelf shelf = Shelf.of(
                    document.facility(),
                    document.patient().map(IndexedPatient::restricted).orElse(false),
                    page.labels());
            addPage(lucene, page, pages.size(), shelf);
            model.ifPresent(asked -> addPlaces(lucene, page, shelf, asked));
            addIdentity(lucene, document);
            addWords(lucene, document, shelf);
            addPatient(lucene, document, shelf);
            addDates(lucene, document);
            lucene.add(new StoredField(Fields.SHOWN, shown));
            pages.add(lucene);
        }
        return pages;
    }

    private static void addPage(Document lucene, IndexedPage page, int ordinal, Shelf shelf) {
        lucene.add(new Field(shelf.field(Fields.TEXT), page.text(), POSITIONS));
        lucene.add(new NumericDocValuesField(Fields.PAGE, page.number()));
        lucene.add(new NumericDocValuesField(Fields.ORDINAL, ordinal));
        if (ordinal == 0) {
            lucene.add(new StringField(Fields.HEAD, Fields.YES, Store.NO));
        }
        for (String label : page.labels()) {
            lucene.add(new StringField(Fields.LABEL, label, Store.NO));
        }
    }

    private static void addPlaces(Document lucene, IndexedPage page, Shelf shelf, MeaningModel model) {
        lucene.add(new StringField(Fields.PLACED, model.name(), Store.NO));
        List<Span> passages = Passages.of(page.text());
        for (int i = 0; i < passages.size(); i++) {
            Span passage = passages.get(i);
            float[] place = model.place(page.text().substring(passage.start(), passage.end()));
            lucene.add(
                    new KnnFloatVectorField(shelf.field(Fields.place(i)), place, VectorSimilarityFunction.DOT_PRODUCT));
        }
    }

    private static void addIdentity(Document lucene, IndexedDocument document) {
        lucene.add(new StringField(Fields.ID, document.id().value(), Store.NO));
        lucene.add(new StringField(Fields.FACILITY, document.facility().value(), Store.NO));
        addCounted(
                lucene,
                Fields.CHANNEL,
                Facet.CHANNEL,
                document.channel().name(),
                document.channel().name());
        lucene.add(new NumericDocValuesField(Fields.VERSION, document.version()));
        lucene.add(new NumericDocValuesField(Fields.TIE, tie(document.id().value())));
        addCounted(
                lucene,
                Fields.KIND,
                Facet.KIND,
                document.kind().name(),
                document.kind().name());
        addCounted(
                lucene,
                Fields.STAGE,
                Facet.STAGE,
                document.stage().name(),
                document.stage().name());
        if (!document.author().isBlank()) {
            addCounted(lucene, Fields.AUTHOR_NAME, Facet.AUTHOR, document.author(), document.author());
        }
        if (document.type().isPresent()) {
            DocumentType type = document.type().get();
            addCounted(lucene, Fields.TYPE_CODE, Facet.TYPE, type.code(), type.code() + LABEL + type.display());
        }
    }

    private static void addWords(Document lucene, IndexedDocument document, Shelf shelf) {
        String type = document.type().map(DocumentType::display).orElse("");
        String patient = document.patient().map(IndexedPatient::name).orElse("");
        String mrn = document.patient().map(IndexedPatient::mrn).orElse("");
        addText(lucene, shelf.field(Fields.TITLE), document.title());
        addText(lucene, shelf.field(Fields.AUTHOR), document.author());
        addText(lucene, shelf.field(Fields.TYPE), type);
        addText(lucene, shelf.field(Fields.PATIENT), patient);
        for (String words : List.of(document.title(), document.author(), type, patient, mrn)) {
            addText(lucene, shelf.field(Fields.ABOUT), words);
        }
    }

    private static void addPatient(Document lucene, IndexedDocument document, Shelf shelf) {
        if (document.patient().isEmpty()) {
            return;
        }
        IndexedPatient patient = document.patient().get();
        String id = patient.id().value();
        addCounted(lucene, Fields.PATIENT_ID, Facet.PATIENT, id, id + LABEL + patient.name());
        lucene.add(new StringField(shelf.field(Fields.MRN), shortened(Fields.plainNumber(patient.mrn())), Store.NO));
        lucene.add(new LongField(Fields.DOB, patient.birthDate().toEpochDay(), Store.NO));
        if (patient.restricted()) {
            lucene.add(new StringField(Fields.RESTRICTED, Fields.YES, Store.NO));
        }
    }

    private void addDates(Document lucene, IndexedDocument document) {
        LocalDate arrived = document.createdAt().atZone(zone).toLocalDate();
        LocalDate date = document.date().orElse(arrived);
        long sinceMidnight = document.createdAt().toEpochMilli()
                - arrived.atStartOfDay(zone).toInstant().toEpochMilli();
        long millisOfDay = Math.max(0, Math.min(86_399_999, sinceMidnight));
        lucene.add(new LongField(Fields.DATE, date.toEpochDay(), Store.NO));
        lucene.add(new NumericDocValuesField(Fields.WHEN, date.toEpochDay() * 86_400_000L + millisOfDay));
        lucene.add(new SortedDocValuesField(Fields.facet(Facet.YEAR), new BytesRef(Integer.toString(date.getYear()))));
        lucene.add(new SortedDocValuesField(
                Fields.facet(Facet.MONTH), new BytesRef(YearMonth.from(date).toString())));
    }

    private static void addText(Document lucene, String field, String text) {
        if (!text.isBlank()) {
            lucene.add(new TextField(field, text, Store.NO));
        }
    }

    private static void addCounted(Document lucene, String field, Facet facet, String value, String counted) {
        lucene.add(new StringField(field, shortened(value), Store.NO));
        lucene.add(new SortedDocValuesField(Fields.facet(facet), new BytesRef(shortened(counted))));
    }

    /** A term has at most 32766 bytes; no name of an office is longer than this. */
    static String shortened(String value) {
        return value.length() <= 1000 ? value : value.substring(0, 1000);
    }

    /** FNV-1a, 64 bits, finished so that ids that differ in one character lie far apart. */
    static long tie(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash * 0x9E3779B97F4A7C15L;
    }
}
