package org.chartroom.api.patients;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Slice;
import org.chartroom.models.record.Stage;

/**
 * Learns the types of papers from what the office has filed, the latest first. For a duty that runs now and then; learns again when
 * the office has filed a tenth more.
 */
public final class TypeLessons {
    /** From fewer papers the words of one of them would decide. */
    private static final int LEAST = 200;

    private static final int MOST = 3_000;
    private static final int AT_ONCE = 200;
    private static final double GROWN = 1.1;
    private static final int MOST_PAGES = 3;

    private final RecordStore store;
    private final FacilityId facility;
    private final PaperTypes types;
    private int learntFrom;

    public TypeLessons(RecordStore store, FacilityId facility, PaperTypes types) {
        this.store = store;
        this.facility = facility;
        this.types = types;
    }

    /** Learns when there is enough that is new. Takes seconds with some thousand papers. */
    public synchronized void keepUp() {
        int filed =
                store.read(records -> records.documents().countByStage(facility).getOrDefault(Stage.FILED, 0));
        if (filed < LEAST || filed < learntFrom * GROWN) {
            return;
        }
        List<PaperTypes.Example> examples = new ArrayList<>();
        DocumentFilter filter = new DocumentFilter(Set.of(Stage.FILED), Set.of(), Optional.empty(), Optional.empty());
        Optional<String> cursor = Optional.empty();
        do {
            Optional<String> from = cursor;
            Slice<Document> slice = store.read(records -> records.documents().latest(facility, filter, from, AT_ONCE));
            slice.items().forEach(document -> example(document).ifPresent(examples::add));
            cursor = slice.next();
        } while (cursor.isPresent() && examples.size() < MOST);
        types.learn(examples);
        learntFrom = filed;
    }

    /** Notes are ours and have their types from the work type; of them nothing is to be learnt. */
    private Optional<PaperTypes.Example> example(Document document) {
        if (document.kind() == DocumentKind.DICTATION) {
            return Optional.empty();
        }
        return document.type()
                .map(type -> new PaperTypes.Example(
                        store.read(records -> records.documents().pages(document.id())).stream()
                                .limit(MOST_PAGES)
                                .map(page -> PageLayout.of(page.text()))
                                .toList(),
                        type.code()));
    }
}
