package org.chartroom.api.search;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.SearchFilter;
import org.chartroom.index.SearchIndex;
import org.chartroom.index.Viewer;
import org.chartroom.index.query.BadQuery;
import org.chartroom.index.query.QueryLanguage;
import org.chartroom.index.query.SearchQuery;
import org.chartroom.models.record.Change;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SavedSearch;
import org.chartroom.models.record.SearchAlert;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, after the index, what newly matches the searches that people want to hear about. It follows the change log a
 * little behind the index and asks each search only about the documents that changed, in the index itself: words, synonyms
 * and who may see what are the search's own. Searches that say the same for people who see the same are asked once.
 *
 * <p>It remembers in the store how far it is and what each alert knows. Doing a part again notes nothing twice, so that it may
 * be stopped at any moment. A document that cannot be found for a while (it is read again, say) stays known.
 */
public final class AlertWatch {
    /** Searches that match more than this cannot alert: what is new among so much is not worth a person's look. */
    static final int MOST_KNOWN = 20_000;

    private static final Logger log = LoggerFactory.getLogger(AlertWatch.class);
    private static final int BATCH = 500;
    /** Changes after which the position is written down even when nothing matched. */
    private static final int FAR = 5_000;

    private final SearchIndex index;
    private final RecordStore store;
    private final FacilityId facility;
    private final Clock clock;
    private final Consumer<Set<UserId>> told;
    private long looked;

    /** @param told hears for whom there is something new, on the thread that keeps up; it must return fast */
    public AlertWatch(
            SearchIndex index, RecordStore store, FacilityId facility, Clock clock, Consumer<Set<UserId>> told) {
        this.index = index;
        this.store = store;
        this.facility = facility;
        this.clock = clock;
        this.told = told;
    }

    /** What matches now, and so is not new to somebody who sets an alert now. */
    Set<DocumentId> known(SavedSearch search, UserAccount person) {
        Question question = store.read(records -> Question.of(records, search, person, facility));
        Set<DocumentId> known = SearchResource.answered(() -> index.matching(
                question.viewer(),
                SearchParameters.parsed(question.q()),
                question.filter(),
                Optional.empty(),
                MOST_KNOWN + 1));
        if (known.size() > MOST_KNOWN) {
            throw ProblemException.badRequest("More than " + MOST_KNOWN
                    + " records match this search already: it is too wide for an alert. No alert was set. Add words or"
                    + " filters, then set it.");
        }
        return known;
    }

    /** Whether it still matches, as this person sees it now: those of {@code among} that do. */
    Set<DocumentId> still(SavedSearch search, UserAccount person, Set<DocumentId> among) {
        Question question = store.read(records -> Question.of(records, search, person, facility));
        return among.isEmpty() ? Set.of() : SearchResource.answered(() -> answer(question, among));
    }

    /** Notes what began to match since the last time. Called by one thread. */
    public void keepUp() {
        while (step()) {
            // Until nothing changed that was not looked at.
        }
    }

    /** One search as somebody asks it. */
    private record Question(String q, SearchFilter filter, Viewer viewer) {
        static Question of(Records records, SavedSearch search, UserAccount person, FacilityId facility) {
            return new Question(
                    search.query(),
                    SavedFilter.now(records, SavedFilter.of(search.limits())),
                    SearchResource.viewer(facility, person));
        }
    }

    private record Asked(SearchAlert alert, Question question) {}

    /**
     * What one step looks at.
     *
     * @param changed what can be found of the changed documents, each with its change
     */
    private record Round(
            long from,
            long upTo,
            Map<DocumentId, Long> changed,
            List<Asked> asked,
            Map<SearchAlert, Set<DocumentId>> knowing) {}

    private boolean step() {
        long searchable = index.lastApplied();
        if (searchable <= looked) {
            return false;
        }
        Optional<Round> found = store.read(records -> round(records, searchable));
        if (found.isEmpty()) {
            looked = searchable;
            return false;
        }
        Round round = found.get();
        if (!round.changed().isEmpty()) {
            index.refresh();
        }
        Map<SearchAlert, Map<DocumentId, Long>> began = new LinkedHashMap<>();
        Map<SearchAlert, Set<DocumentId>> ended = new LinkedHashMap<>();
        Map<Question, Set<DocumentId>> answers = new HashMap<>();
        for (Asked asked : round.asked()) {
            Set<DocumentId> matching = answers.computeIfAbsent(
                    asked.question(),
                    question -> answer(question, round.changed().keySet()));
            Set<DocumentId> known = round.knowing().getOrDefault(asked.alert(), Set.of());
            Map<DocumentId, Long> fresh = new LinkedHashMap<>();
            round.changed().forEach((document, sequence) -> {
                if (matching.contains(document) && !known.contains(document)) {
                    fresh.put(document, sequence);
                }
            });
            if (!fresh.isEmpty()) {
                began.put(asked.alert(), fresh);
            }
            Set<DocumentId> gone = new LinkedHashSet<>(known);
            gone.retainAll(round.changed().keySet());
            gone.removeAll(matching);
            if (!gone.isEmpty()) {
                ended.put(asked.alert(), gone);
            }
        }
        write(round, began, ended);
        looked = round.upTo();
        return true;
    }

    private void write(
            Round round, Map<SearchAlert, Map<DocumentId, Long>> began, Map<SearchAlert, Set<DocumentId>> ended) {
        if (began.isEmpty() && ended.isEmpty() && round.upTo() - round.from() < FAR) {
            return;
        }
        store.write(records -> {
            ended.forEach(records.searchAlerts()::ended);
            began.forEach((alert, documents) -> records.searchAlerts().began(alert, documents, clock.instant()));
            records.searchAlerts().moveTo(round.upTo());
            return round.upTo();
        });
        Set<UserId> people = new HashSet<>();
        began.keySet().forEach(alert -> people.add(alert.person()));
        ended.keySet().forEach(alert -> people.add(alert.person()));
        if (!people.isEmpty()) {
            told.accept(people);
        }
    }

    private Optional<Round> round(Records records, long searchable) {
        List<SearchAlert> alerts = records.searchAlerts().all();
        if (alerts.isEmpty()) {
            return Optional.empty();
        }
        long from = Math.max(looked, records.searchAlerts().position());
        List<Change> changes = records.changes().after(from, BATCH).stream()
                .filter(change -> change.sequence() <= searchable)
                .toList();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Map<DocumentId, Long> changed = new LinkedHashMap<>();
        for (Change change : changes) {
            Optional<Document> document = records.documents().find(change.document());
            if (document.filter(each -> each.stage().isSearchable()).isPresent()) {
                changed.put(change.document(), change.sequence());
            }
        }
        List<Asked> asked = new ArrayList<>();
        if (!changed.isEmpty()) {
            for (SearchAlert alert : alerts) {
                asked(records, alert).ifPresent(asked::add);
            }
        }
        long upTo = changes.size() == BATCH ? changes.getLast().sequence() : searchable;
        return Optional.of(
                new Round(from, upTo, changed, asked, records.searchAlerts().knowing(changed.keySet())));
    }

    /** Nothing for somebody who may not use the search any more. */
    private Optional<Asked> asked(Records records, SearchAlert alert) {
        Optional<SavedSearch> search = records.savedSearches().find(alert.search());
        Optional<UserAccount> person = records.accounts().find(alert.person()).filter(account -> !account.disabled());
        return search.isEmpty() || person.isEmpty() || !search.get().isOpenTo(person.get())
                ? Optional.empty()
                : Optional.of(new Asked(alert, Question.of(records, search.get(), person.get(), facility)));
    }

    private Set<DocumentId> answer(Question question, Set<DocumentId> among) {
        return switch (QueryLanguage.parse(question.q())) {
            case SearchQuery query ->
                index.matching(question.viewer(), query, question.filter(), Optional.of(among), among.size());
            case BadQuery _ -> {
                // It was understood when it was kept; its page says that it is not any more.
                log.warn("A saved search cannot be understood any more and alerts nobody.");
                yield Set.of();
            }
        };
    }
}
