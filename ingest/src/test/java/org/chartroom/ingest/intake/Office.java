package org.chartroom.ingest.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.Arrival;
import org.chartroom.models.record.Facility;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.UserAccount;
import org.chartroom.models.record.UserId;
import org.chartroom.store.blob.FileBlobConfig;
import org.chartroom.store.blob.FileBlobStore;
import org.chartroom.store.jdbc.JdbiRecordStore;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.keys.MasterKeys;

/** A small office with real stores in a folder, and a clock that a test turns. */
final class Office implements AutoCloseable {
    static final FacilityId FACILITY = new FacilityId("lakeside");
    static final Actor CLERK = new Actor(new UserId("clerk"), "Clerk", Role.INTAKE, "");
    static final long MOST_BYTES = 1 << 20;

    final TurnedClock clock = new TurnedClock();
    final RecordStore store;
    final BlobStore blobs;
    /** A disk with no room for one blob more. */
    final BlobStore fullBlobs;

    private final AtomicInteger ids = new AtomicInteger();
    private long passed;

    Office(Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        store = JdbiRecordStore.open(SqliteConfig.in(data), clock);
        blobs = FileBlobStore.open(new FileBlobConfig(data.resolve("blobs"), 0, MasterKeys.none()), new Random(1));
        fullBlobs = FileBlobStore.open(
                new FileBlobConfig(data.resolve("full"), Long.MAX_VALUE / 2, MasterKeys.none()), new Random(2));
        store.write(records -> {
            records.facilities().add(new Facility(FACILITY, "Lakeside"));
            records.accounts()
                    .add(new UserAccount(CLERK.user(), "clerk", "Clerk", Set.of(Role.INTAKE), Optional.empty(), false));
            return true;
        });
    }

    Receiving receiving() {
        return new Receiving(store, blobs, clock, () -> "id" + ids.incrementAndGet(), MOST_BYTES);
    }

    /** Receives into the disk that is full. */
    Receiving receivingWithoutRoom() {
        return new Receiving(store, fullBlobs, clock, () -> "id" + ids.incrementAndGet(), MOST_BYTES);
    }

    /** Lets time pass, on the clock and for those who only count it. */
    void pass(Duration time) {
        clock.turn(time);
        passed += time.toNanos();
    }

    /** Counts time whatever happens to the clock. */
    long nanos() {
        return passed;
    }

    /** Oldest first. */
    List<Arrival> arrivals() {
        return store.read(records -> records.arrivals()
                        .latest(FACILITY, Optional.empty(), 1_000)
                        .items())
                .reversed();
    }

    /** How many blobs the disk holds, whoever names them. */
    long keptBlobs() throws IOException {
        try (var refs = blobs.list()) {
            return refs.count();
        }
    }

    @Override
    public void close() {
        store.close();
        blobs.close();
        fullBlobs.close();
    }

    /** Stands still until it is turned. */
    static final class TurnedClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T15:00:00Z");

        void turn(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
