package org.chartroom.api.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;
import org.chartroom.models.record.TranscriptVersion;

/**
 * The documents of one patient as a chart shows them, latest day first.
 *
 * @param filed what stands in the chart
 * @param unsigned dictations about the patient that nobody has signed
 * @param struck what was entered in error
 */
public record ChartPapers(List<Document> filed, List<Document> unsigned, List<Document> struck, ZoneId zone) {
    private static final int AT_ONCE = 500;
    private static final Set<Stage> ON_THEIR_WAY = Set.of(
            Stage.RECEIVED, Stage.READING, Stage.TRANSCRIBING, Stage.READ, Stage.NEEDS_PERSON, Stage.QUARANTINED);

    public ChartPapers {
        filed = List.copyOf(filed);
        unsigned = List.copyOf(unsigned);
        struck = List.copyOf(struck);
    }

    /** Those of a patient, in the transaction that is running. */
    public static ChartPapers of(Records records, Patient patient, ZoneId zone) {
        List<Document> filed = new ArrayList<>();
        List<Document> unsigned = new ArrayList<>();
        List<Document> struck = new ArrayList<>();
        DocumentFilter filter = new DocumentFilter(Set.of(), Set.of(), Optional.of(patient.id()), Optional.empty());
        Optional<String> cursor = Optional.empty();
        do {
            Slice<Document> slice = records.documents().latest(patient.facility(), filter, cursor, AT_ONCE);
            for (Document document : slice.items()) {
                if (document.stage() == Stage.FILED) {
                    filed.add(document);
                } else if (document.stage() == Stage.ENTERED_IN_ERROR) {
                    struck.add(document);
                } else if (document.kind() == DocumentKind.DICTATION && ON_THEIR_WAY.contains(document.stage())) {
                    (isSigned(records, document) ? filed : unsigned).add(document);
                }
            }
            cursor = slice.next();
        } while (cursor.isPresent());
        Comparator<Document> latestFirst = Comparator.comparing((Document each) -> day(each, zone))
                .thenComparing(Document::createdAt)
                .reversed();
        filed.sort(latestFirst);
        unsigned.sort(latestFirst);
        struck.sort(latestFirst);
        return new ChartPapers(filed, unsigned, struck, zone);
    }

    private static boolean isSigned(Records records, Document document) {
        return records.dictations()
                .latest(document.id())
                .map(TranscriptVersion::state)
                .filter(TranscriptState.SIGNED::equals)
                .isPresent();
    }

    /** The day a document is of: its date, or the day it came in when it has none. */
    public LocalDate day(Document document) {
        return day(document, zone);
    }

    private static LocalDate day(Document document, ZoneId zone) {
        return document.date().orElseGet(() -> day(document.createdAt(), zone));
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    /** What is filed under any of these codes, latest first. */
    public List<Document> filedAs(List<String> codes) {
        return filed.stream().filter(each -> isOf(each, codes)).toList();
    }

    static boolean isOf(Document document, List<String> codes) {
        return document.type().filter(type -> codes.contains(type.code())).isPresent();
    }
}
