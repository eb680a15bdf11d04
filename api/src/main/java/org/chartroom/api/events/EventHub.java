package org.chartroom.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.documents.DocumentSummary;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Committed;
import org.chartroom.models.record.Document;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.RecordingId;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages what changes. Commits only add ids to a set; one thread turns what has gathered into events, so that a
 * burst of changes to one document is one event. A client that does not keep up loses its oldest events, never others'
 * time.
 */
public final class EventHub implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventHub.class);
    private static final int REMEMBERED = 512;
    private static final int CLIENT_QUEUE = 256;
    private static final int MOST_CLIENTS = 500;
    private static final Duration GATHER = Duration.ofMillis(100);

    private final RecordStore store;
    private final ObjectMapper json;
    private final Object gate = new Object();
    private Set<ArrivalId> arrivals = new LinkedHashSet<>();
    private Set<DocumentId> documents = new LinkedHashSet<>();
    private Set<DocumentId> searchable = new LinkedHashSet<>();
    private Map<RecordingId, UserId> heard = new LinkedHashMap<>();
    private Set<UserId> alerted = new LinkedHashSet<>();
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final Deque<Event> past = new ArrayDeque<>();
    private final Thread thread;
    private long lastId;
    private volatile boolean stopped;

    public EventHub(RecordStore store, ObjectMapper json) {
        this.store = store;
        this.json = json;
        this.thread = Thread.ofVirtual().name("events").unstarted(this::tell);
    }

    /** Begins to tell. */
    public void start() {
        thread.start();
    }

    /**
     * One event.
     *
     * @param id rising, from the start of the server
     * @param data JSON
     * @param only who alone is told, empty for all who may see what it is about
     */
    record Event(long id, String name, String data, Optional<Document> about, Optional<UserId> only) {}

    private record RecordingHeard(RecordingId id) {}

    private record ArrivalChanged(ArrivalId id) {}

    private record Searchable(DocumentId id) {}

    private record DocumentChanged(
            DocumentId id, ArrivalId arrivalId, Stage stage, int version, Optional<Progress> progress) {}

    /** Hears of a commit; returns at once. */
    public void committed(Committed commit) {
        synchronized (gate) {
            arrivals.addAll(commit.arrivals());
            documents.addAll(commit.documents());
            gate.notifyAll();
        }
    }

    /** Hears that searches find these documents as the records have them; returns at once. */
    public void searchable(Set<DocumentId> found) {
        synchronized (gate) {
            searchable.addAll(found);
            gate.notifyAll();
        }
    }

    /** Hears that more of a recording in progress was written down; its author is told. Returns at once. */
    public void heard(RecordingId recording, UserId author) {
        synchronized (gate) {
            heard.put(recording, author);
            gate.notifyAll();
        }
    }

    /** Hears that something new matches searches of these people; each is told that, and nothing more. Returns at once. */
    public void alerted(Set<UserId> people) {
        synchronized (gate) {
            alerted.addAll(people);
            gate.notifyAll();
        }
    }

    /** How many pages listen. */
    public int listening() {
        return clients.size();
    }

    /** Somebody who listens; closed by its one user. */
    final class Client implements AutoCloseable {
        private final Caller caller;
        private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CLIENT_QUEUE);

        Client(Caller caller) {
            this.caller = caller;
        }

        /** The next event, null when none came in time. */
        @Nullable
        Event next(Duration wait) throws InterruptedException {
            return queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        boolean serverStops() {
            return stopped;
        }

        private void offer(Event event) {
            while (!queue.offer(event)) {
                queue.poll();
            }
        }

        @Override
        public void close() {
            clients.remove(this);
        }
    }

    /** Lets somebody listen, from the event after {@code lastSeen} as far as that is remembered; empty when too many do. */
    Optional<Client> listen(Caller caller, long lastSeen) {
        if (clients.size() >= MOST_CLIENTS) {
            return Optional.empty();
        }
        Client client = new Client(caller);
        synchronized (past) {
            if (lastSeen > 0) {
                past.stream()
                        .filter(event -> event.id() > lastSeen && open(caller, event))
                        .forEach(client::offer);
            }
            clients.add(client);
        }
        return Optional.of(client);
    }

    private void tell() {
        while (!stopped) {
            try {
                Set<ArrivalId> changedArrivals;
                Set<DocumentId> changedDocuments;
                Set<DocumentId> nowSearchable;
                Map<RecordingId, UserId> nowHeard;
                Set<UserId> nowAlerted;
                synchronized (gate) {
                    while (arrivals.isEmpty()
                            && documents.isEmpty()
                            && searchable.isEmpty()
                            && heard.isEmpty()
                            && alerted.isEmpty()
                            && !stopped) {
                        gate.wait();
                    }
                }
                Thread.sleep(GATHER);
                synchronized (gate) {
                    changedArrivals = arrivals;
                    changedDocuments = documents;
                    nowSearchable = searchable;
                    nowHeard = heard;
                    nowAlerted = alerted;
                    arrivals = new LinkedHashSet<>();
                    documents = new LinkedHashSet<>();
                    searchable = new LinkedHashSet<>();
                    heard = new LinkedHashMap<>();
                    alerted = new LinkedHashSet<>();
                }
                if (!clients.isEmpty()) {
                    publish(changedArrivals, changedDocuments);
                    publishSearchable(nowSearchable);
                    publishHeard(nowHeard);
                    publishAlerted(nowAlerted);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | JsonProcessingException e) {
                log.warn("Open pages could not be told of a change; they show it when they are loaded again.", e);
            }
        }
    }

    private record Told(DocumentChanged event, Document document) {}

    private void publish(Set<ArrivalId> changedArrivals, Set<DocumentId> changedDocuments)
            throws JsonProcessingException {
        List<Told> told = store.read(records -> {
            List<Told> list = new ArrayList<>();
            for (DocumentId id : changedDocuments) {
                records.documents()
                        .find(id)
                        .ifPresent(document -> list.add(new Told(
                                new DocumentChanged(
                                        id,
                                        document.arrival(),
                                        document.stage(),
                                        document.version(),
                                        DocumentSummary.progress(records, document)),
                                document)));
            }
            return list;
        });
        for (ArrivalId id : changedArrivals) {
            send("arrival", json.writeValueAsString(new ArrivalChanged(id)), Optional.empty());
        }
        for (Told each : told) {
            send("document", json.writeValueAsString(each.event()), Optional.of(each.document()));
        }
    }

    private void publishSearchable(Set<DocumentId> found) throws JsonProcessingException {
        List<Document> open = store.read(records -> found.stream()
                .flatMap(id -> records.documents().find(id).stream())
                .toList());
        for (Document document : open) {
            send("searchable", json.writeValueAsString(new Searchable(document.id())), Optional.of(document));
        }
    }

    private void publishHeard(Map<RecordingId, UserId> recordings) throws JsonProcessingException {
        for (Map.Entry<RecordingId, UserId> each : recordings.entrySet()) {
            send(
                    "recording",
                    json.writeValueAsString(new RecordingHeard(each.getKey())),
                    Optional.empty(),
                    Optional.of(each.getValue()));
        }
    }

    private void publishAlerted(Set<UserId> people) {
        for (UserId person : people) {
            send("alert", "{}", Optional.empty(), Optional.of(person));
        }
    }

    private void send(String name, String data, Optional<Document> about) {
        send(name, data, about, Optional.empty());
    }

    private void send(String name, String data, Optional<Document> about, Optional<UserId> only) {
        synchronized (past) {
            Event event = new Event(++lastId, name, data, about, only);
            past.addLast(event);
            if (past.size() > REMEMBERED) {
                past.removeFirst();
            }
            for (Client client : clients) {
                if (open(client.caller, event)) {
                    client.offer(event);
                }
            }
        }
    }

    private boolean open(Caller caller, Event event) {
        if (event.only().isPresent()) {
            return event.only().get().equals(caller.id());
        }
        return event.about()
                .filter(document -> document.patient().isPresent())
                .map(document -> store.read(records -> Access.maySee(records, caller, document)))
                .orElse(true);
    }

    @Override
    public void close() {
        stopped = true;
        synchronized (gate) {
            gate.notifyAll();
        }
        thread.interrupt();
    }
}
