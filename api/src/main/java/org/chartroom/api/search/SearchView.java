package org.chartroom.api.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.index.Completion;
import org.chartroom.index.FacetCount;
import org.chartroom.index.Fragment;
import org.chartroom.index.TimeSpan;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Stage;
import org.chartroom.models.text.Box;

/**
 * An answer to a search.
 *
 * @param total how many documents are listed on all pages of the answer; {@code facets} count the same documents
 * @param complete how many of them have all the words on one page; they come first
 * @param meant how many documents are listed beside these because they say much the same in other words
 * @param facets counts by {@code kind, type, stage, patient, author, year, channel, month}
 * @param also what was searched for beside the words as typed, because it means the same; words in quotation marks stand for
 *     themselves only
 * @param didYouMean other spellings of the whole query, each of which finds something
 */
record SearchView(
        long total,
        long complete,
        long meant,
        double tookMs,
        List<Item> items,
        Map<String, List<FacetCount>> facets,
        Optional<String> next,
        List<String> also,
        List<String> didYouMean) {
    /**
     * One document, at its best page.
     *
     * @param boxes of the hits, px of the page image of {@code widthPx} × {@code heightPx}
     * @param audioSeconds where in the recording the first hit is
     * @param meant whether it was found for what it means, without having the words
     * @param lacks words of the query that are not on the page
     */
    record Item(
            DocumentId documentId,
            int page,
            String title,
            DocumentKind kind,
            Stage stage,
            Optional<DocumentType> type,
            Optional<LocalDate> date,
            String author,
            Optional<PatientId> patientId,
            Optional<String> patientName,
            Optional<String> mrn,
            double score,
            List<Fragment> snippet,
            List<Box> boxes,
            int widthPx,
            int heightPx,
            Optional<Double> audioSeconds,
            Optional<String> thumbnail,
            boolean meant,
            List<String> lacks) {}

    /** The hits of one document, for its viewer. */
    record Hits(List<PageBoxes> pages, List<TimeSpan> audio) {}

    /** The hits of one page. */
    record PageBoxes(int page, int widthPx, int heightPx, List<Box> boxes) {}

    /**
     * An answer by patient.
     *
     * @param total how many documents match
     * @param patients of how many patients; what is in nobody's chart counts as one more
     */
    record Patients(long total, long patients, List<OfPatient> items) {}

    /** What was found of one patient; without a patient: what is in nobody's chart. */
    record OfPatient(
            Optional<PatientId> patientId,
            Optional<String> patientName,
            Optional<String> mrn,
            Optional<LocalDate> birthDate,
            long documents,
            Item best) {}

    /** How what is being typed could go on. */
    record Completions(List<Completion> items) {}

    /** Documents that say much the same, best first. */
    record Similar(List<Item> items) {}
}
