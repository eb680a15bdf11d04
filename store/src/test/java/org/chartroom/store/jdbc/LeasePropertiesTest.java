package org.chartroom.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chartroom.store.jdbc.Office.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.Lease;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Priority;
import org.chartroom.models.record.Progress;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.WorkState;

/** Whatever workers do and whenever they die: one document is never worked on under two live leases, and none is lost. */
@SuppressWarnings("NullAway.Init") // opened before the first property runs
class LeasePropertiesTest {
    private static final Duration LENGTH = Duration.ofSeconds(30);

    private enum Move {
        RECEIVE,
        LEASE,
        RENEW,
        FINISH,
        GIVE_BACK,
        DIE
    }

    /** A worker's move, after so many seconds. */
    private record Turn(Move move, int worker, int seconds) {}

    private static JdbiRecordStore store;
    private static Path folder;
    private static int runs;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "leases");
        store = JdbiRecordStore.open(SqliteConfig.in(folder), new SettableClock(NOON));
        Office.furnish(store);
    }

    @AfterContainer
    static void close() throws IOException {
        store.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Turn>> turns() {
        return Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 40))
                .as(Turn::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 40)
    void noDocumentHasTwoLiveLeasesAndNoneIsLost(@ForAll("turns") List<Turn> turns) {
        drain();
        Model model = new Model("r" + runs++);
        turns.forEach(model::play);
        model.everyDocumentIsDoneOrStillToDo();
    }

    private static void drain() {
        for (WorkState left : store.read(r -> r.work().queue(1000))) {
            store.write(r -> {
                var document = r.documents().find(left.document()).orElseThrow();
                return r.documents().update(RecordStoreContract.with(document, Stage.READ, Optional.empty()));
            });
        }
    }

    /** What must be true, kept beside the store. */
    private static final class Model {
        private final String run;
        private final Set<DocumentId> open = new HashSet<>();
        private final Set<DocumentId> done = new HashSet<>();
        private final Map<Integer, Lease> held = new HashMap<>();
        private final Map<DocumentId, Instant> liveUntil = new HashMap<>();
        private final Map<DocumentId, LeaseToken> liveToken = new HashMap<>();
        private Instant now = NOON;
        private int tokens;

        Model(String run) {
            this.run = run;
        }

        void play(Turn turn) {
            now = now.plusSeconds(turn.seconds());
            switch (turn.move()) {
                case RECEIVE ->
                    open.add(Office.receive(store, run + "n" + tokens++, Priority.values()[turn.worker() % 3], now)
                            .id());
                case LEASE -> lease(turn.worker());
                case RENEW -> renew(turn.worker());
                case FINISH -> end(turn.worker(), true);
                case GIVE_BACK -> end(turn.worker(), false);
                // It is not told to anybody; its lease just runs out.
                case DIE -> held.remove(turn.worker());
            }
        }

        private void lease(int worker) {
            LeaseToken token = new LeaseToken(run + "t" + tokens++);
            Optional<Lease> lease =
                    store.write(r -> r.work().lease(token, "worker-" + worker, Priority.ROUTINE, now, LENGTH));
            boolean due = open.stream().anyMatch(document -> !isLive(document));
            assertThat(lease.isPresent())
                    .as("work is given out exactly when some is due")
                    .isEqualTo(due);
            lease.ifPresent(given -> {
                DocumentId document = given.document().id();
                assertThat(isLive(document))
                        .as("leased while another lease was live")
                        .isFalse();
                assertThat(open).contains(document);
                held.put(worker, given);
                liveUntil.put(document, now.plus(LENGTH));
                liveToken.put(document, token);
            });
        }

        private boolean isLive(DocumentId document) {
            return liveUntil.getOrDefault(document, Instant.MIN).isAfter(now);
        }

        private boolean isLive(Lease lease) {
            DocumentId document = lease.document().id();
            return isLive(document) && lease.token().equals(liveToken.get(document));
        }

        private void renew(int worker) {
            Lease lease = held.get(worker);
            if (lease != null) {
                boolean renewed = store.write(r -> r.work().renew(lease.token(), now, LENGTH, new Progress(1, 2)));
                assertThat(renewed).isEqualTo(isLive(lease));
                if (renewed) {
                    liveUntil.put(lease.document().id(), now.plus(LENGTH));
                }
            }
        }

        private void end(int worker, boolean finish) {
            Lease lease = held.remove(worker);
            if (lease != null) {
                boolean ended = store.write(r -> finish
                        ? r.work().finish(lease.token(), now, Stage.READ, "")
                        : r.work().giveBack(lease.token(), now, now, "again"));
                assertThat(ended).isEqualTo(isLive(lease));
                if (ended) {
                    liveUntil.remove(lease.document().id());
                    liveToken.remove(lease.document().id());
                    if (finish) {
                        assertThat(done.add(lease.document().id()))
                                .as("done twice")
                                .isTrue();
                        open.remove(lease.document().id());
                    }
                }
            }
        }

        void everyDocumentIsDoneOrStillToDo() {
            assertThat(store.<List<WorkState>>read(r -> r.work().queue(1000)))
                    .extracting(WorkState::document)
                    .containsExactlyInAnyOrderElementsOf(open);
            done.forEach(document -> assertThat(store.read(r -> r.documents().find(document))
                            .orElseThrow()
                            .stage())
                    .isEqualTo(Stage.READ));
        }
    }
}
