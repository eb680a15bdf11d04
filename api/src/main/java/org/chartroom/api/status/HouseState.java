package org.chartroom.api.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.intake.IntakeDoors;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.work.WorkersSeen;
import org.chartroom.index.SearchIndex;
import org.chartroom.models.blob.BlobStore;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.WorkState;
import org.chartroom.store.jdbc.SqliteConfig;

/** Gathers how the house is doing, for the status page, the health checks and the metrics alike. */
public final class HouseState {
    private static final int MOST_QUEUED = 10_000;
    private static final Duration LONG_WAIT = Duration.ofMinutes(15);
    private static final Duration LONG_LAG = Duration.ofSeconds(30);
    private static final long LITTLE_SPACE = 1L << 30;

    private final RecordStore store;
    private final BlobStore blobs;
    private final SearchIndex index;
    private final IndexFollower follower;
    private final WorkersSeen seen;
    private final Meters meters;
    private final IntakeDoors doors;
    private final OfficeLanguages languages;
    private final Clock clock;
    private final Path data;
    private final Instant started;

    public HouseState(
            RecordStore store,
            BlobStore blobs,
            SearchIndex index,
            IndexFollower follower,
            WorkersSeen seen,
            Meters meters,
            IntakeDoors doors,
            OfficeLanguages languages,
            Clock clock,
            Path data) {
        this.store = store;
        this.blobs = blobs;
        this.index = index;
        this.follower = follower;
        this.seen = seen;
        this.meters = meters;
        this.doors = doors;
        this.languages = languages;
        this.clock = clock;
        this.data = data;
        this.started = clock.instant();
    }

    /** Work that waits and work that is being done; the age of the oldest that is due, in seconds. */
    public record Queue(int waiting, int leased, long oldestSeconds) {}

    /** How far the index is. */
    public record Index(long documents, long lagChanges, long lagSeconds) {}

    /** Room: bytes of the database, and bytes that can still be taken in. */
    public record Storage(long bytes, long freeBytes) {}

    /**
     * Something that somebody should do something about.
     *
     * @param since since when it is so, where that is known
     */
    public record Warning(String text, String whatToDo, Optional<Instant> since) {
        Warning(String text, String whatToDo) {
            this(text, whatToDo, Optional.empty());
        }
    }

    Instant now() {
        return clock.instant();
    }

    Duration uptime() {
        return Duration.between(started, clock.instant());
    }

    String version() {
        String version = HouseState.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The queue as it is now. */
    public Queue queue() {
        Instant now = clock.instant();
        List<WorkState> all = store.read(records -> records.work().queue(MOST_QUEUED));
        int leased = (int) all.stream()
                .filter(work -> work.leaseUntil().filter(now::isBefore).isPresent())
                .count();
        long oldest = all.stream()
                .filter(work -> work.leaseUntil().filter(now::isBefore).isEmpty()
                        && !work.notBefore().isAfter(now))
                .mapToLong(work -> Duration.between(work.since(), now).toSeconds())
                .max()
                .orElse(0);
        return new Queue(all.size() - leased, leased, Math.max(0, oldest));
    }

    /** The index as it is now. */
    public Index index() {
        return new Index(
                index.status().documents(), follower.lag(), follower.behind().toSeconds());
    }

    /** The room there is. */
    public Storage storage() {
        try {
            Path database = SqliteConfig.in(data).file();
            return new Storage(Files.exists(database) ? Files.size(database) : 0, blobs.freeBytes());
        } catch (IOException e) {
            return new Storage(0, 0);
        }
    }

    List<WorkersSeen.Worker> workers() {
        return seen.all();
    }

    /** What the workers listen to dictations with. */
    List<WorkersSeen.Speech> speech() {
        return seen.speech();
    }

    /** How the doors that fetch arrivals by themselves are doing. */
    public List<IntakeDoors.State> intake() {
        return doors.states();
    }

    /** A language pages are read in, and whether its data is there; data on other machines is taken for there. */
    public record Language(String name, boolean there) {}

    /** The languages everything is read in, the likeliest first. */
    public List<Language> languages() {
        List<String> missing = languages.missing(languages.chosen());
        return languages.chosen().stream()
                .map(name -> new Language(name, !missing.contains(name)))
                .toList();
    }

    List<Meters.Point> points() {
        return meters.points();
    }

    /** Notes the length of the queue for the plots; called now and then. */
    public void sample() {
        meters.queue(queue().waiting());
    }

    /** What is not as it should be, worst first. */
    public List<Warning> warnings() {
        List<Warning> warnings = new ArrayList<>();
        Storage storage = storage();
        if (storage.freeBytes() == 0) {
            warnings.add(new Warning(
                    "The disk is full: nothing can come in. What is kept can be read.", "Free space on the server."));
        } else if (storage.freeBytes() < LITTLE_SPACE) {
            warnings.add(new Warning(
                    "Less than 1 GiB is left for new files.", "Free space on the server before it is used up."));
        }
        if (!follower.trouble().isEmpty()) {
            warnings.add(new Warning(follower.trouble(), "Nothing is lost: the index is made from the records."));
        } else if (follower.behind().compareTo(LONG_LAG) > 0) {
            warnings.add(new Warning(
                    "The index is " + follower.behind().toSeconds() + " s behind the records.",
                    "Wait; if it stays, look at the load of the server."));
        }
        List<String> missing = languages.missing(languages.chosen());
        if (!missing.isEmpty()) {
            warnings.add(new Warning(
                    "The OCR data for " + String.join(", ", missing)
                            + " is missing: what comes in is kept, and cannot be read.",
                    "Have the administrator " + OfficeLanguages.remedy(missing)
                            + ", then have what was set aside read again."));
        }
        for (IntakeDoors.State door : intake()) {
            door.trouble()
                    .ifPresent(trouble -> warnings.add(new Warning(trouble.what(), trouble.whatToDo(), door.since())));
        }
        for (WorkersSeen.Speech speech : speech()) {
            speech.use()
                    .faults()
                    .forEach(fault -> warnings.add(new Warning(
                            "A speech model is not right: " + fault,
                            "Look at it with ./chartroom admin model list on the machine of "
                                    + speech.owners().getFirst() + ".")));
        }
        int opened = store.read(records -> records.emergencies().waiting());
        if (opened > 0) {
            warnings.add(new Warning(
                    opened == 1
                            ? "A restricted chart was opened in an emergency, and nobody has looked at it."
                            : opened + " restricted charts were opened in an emergency, and nobody has looked at it.",
                    "A privacy officer looks at each, on the page Emergencies."));
        }
        Queue queue = queue();
        if (queue.waiting() > 0 && workers().isEmpty()) {
            warnings.add(new Warning(
                    queue.waiting() + " files wait and no worker has been heard of.",
                    "Start a worker: ./chartroom worker --config FILE."));
        } else if (queue.oldestSeconds() > LONG_WAIT.toSeconds()) {
            warnings.add(new Warning(
                    "The oldest file has waited for " + queue.oldestSeconds() / 60 + " min.",
                    "Start another worker, on this machine or another."));
        }
        return warnings;
    }
}
