package org.chartroom.api.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.index.IndexedDocument;
import org.chartroom.index.IndexedPage;
import org.chartroom.index.IndexedPatient;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Records;
import org.chartroom.models.release.SensitiveLabel;

/** What of the records goes into the index. */
final class Projection {
    private Projection() {}

    /** The document as it is to be found, empty when nothing of it is. */
    static Optional<IndexedDocument> of(Records records, DocumentId id) {
        return records.documents()
                .find(id)
                .filter(document -> document.stage().isSearchable())
                .map(document -> indexed(records, document));
    }

    private static IndexedDocument indexed(Records records, Document document) {
        Map<Integer, Set<SensitiveLabel>> labels = records.releases().labels(document.id());
        List<IndexedPage> pages = records.documents().pages(document.id()).stream()
                .map(page -> new IndexedPage(
                        page.number(), page.text(), names(labels.getOrDefault(page.number(), Set.of()))))
                .toList();
        return new IndexedDocument(
                document.id(),
                document.version(),
                document.facility(),
                document.kind(),
                document.stage(),
                document.type(),
                document.date(),
                document.author(),
                document.title(),
                document.patient()
                        .flatMap(patient -> records.patients().find(patient))
                        .map(patient -> new IndexedPatient(
                                patient.id(),
                                patient.name().display(),
                                patient.mrn(),
                                patient.birthDate(),
                                patient.restricted())),
                document.createdAt(),
                records.arrivals()
                        .find(document.arrival())
                        .map(Arrival::channel)
                        .orElse(Channel.UPLOAD),
                pages.isEmpty() ? List.of(new IndexedPage(1, "")) : pages);
    }

    /** As the index knows labels. */
    static Set<String> names(Set<SensitiveLabel> labels) {
        return labels.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}
