package org.chartroom.api.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.config.IntakeConfig;
import org.chartroom.api.status.Meters;
import org.chartroom.ingest.intake.IntakeChannel;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.ingest.intake.Trouble;
import org.chartroom.ingest.intake.WatchedFolder;
import org.chartroom.models.record.Channel;
import org.chartroom.models.record.FacilityId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the doors that fetch arrivals by themselves, each on a thread of its own: a network drive that hangs holds up
 * nobody else. One that does not work is told of and tried again; it never ends the server.
 */
public final class IntakeDoors implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IntakeDoors.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** A full disk does not get better within seconds, and each try reads the waiting file whole. */
    private static final Duration IN_TROUBLE = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Meters meters;
    private final List<Door> doors = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /**
     * How one door is doing. Counts begin with the server's start.
     *
     * @param place what it fetches from, such as a folder
     * @param taken files that were received
     * @param failed files that can never be received and were set aside with the reason
     * @param waiting files that are not ready yet, or to be tried again
     * @param lastFileAt when the last one was taken or set aside
     * @param trouble what is wrong with it, empty while it works
     * @param since since when that is so
     */
    public record State(
            Channel channel,
            String place,
            String as,
            String sender,
            long taken,
            long failed,
            int waiting,
            Optional<Instant> lastFileAt,
            Optional<Trouble> trouble,
            Optional<Instant> since) {}

    public IntakeDoors(
            List<IntakeConfig> configured, Receiving receiving, FacilityId facility, Clock clock, Meters meters) {
        this.clock = clock;
        this.meters = meters;
        for (IntakeConfig each : configured) {
            doors.add(
                    switch (each) {
                        case IntakeConfig.Folder folder -> door(folder, receiving, facility);
                    });
        }
    }

    private Door door(IntakeConfig.Folder folder, Receiving receiving, FacilityId facility) {
        Duration stable = Duration.ofSeconds(folder.stableSeconds());
        WatchedFolder channel = new WatchedFolder(
                new WatchedFolder.Settings(
                        folder.folder(), facility, folder.kind(), folder.sender(), Accounting.HOUSE, stable),
                receiving,
                clock,
                System::nanoTime);
        Duration every = stable.compareTo(EVERY) < 0 ? stable : EVERY;
        return new Door(channel, folder.folder().toString(), folder.as(), folder.sender(), every);
    }

    /** Begins to look. */
    public void start() {
        for (Door door : doors) {
            door.thread.start();
        }
    }

    /** How each door is doing, in the order of the configuration. */
    public List<State> states() {
        return doors.stream().map(Door::state).toList();
    }

    /** Stops looking: a file that is being received is received to its end; what waits stays where it is. */
    @Override
    public void close() {
        stop.countDown();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Door door : doors) {
            try {
                if (door.thread.isAlive()
                        && !door.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    log.warn("A door for arrivals hangs and is left behind; what it had not let go of comes again.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private final class Door {
        private final IntakeChannel channel;
        private final Duration every;
        private final Thread thread;
        private State state;

        Door(IntakeChannel channel, String place, String as, String sender, Duration every) {
            this.channel = channel;
            this.every = every;
            this.state = new State(
                    channel.channel(),
                    place,
                    as,
                    sender,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            this.thread = Thread.ofPlatform().name("intake " + place).daemon().unstarted(this::lookAgainAndAgain);
        }

        synchronized State state() {
            return state;
        }

        private void lookAgainAndAgain() {
            try (channel) {
                Duration wait = Duration.ZERO;
                while (!stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    IntakeChannel.Round round = look();
                    note(round);
                    wait = round.trouble().isPresent() && every.compareTo(EVERY) >= 0 ? IN_TROUBLE : every;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private IntakeChannel.Round look() {
            try {
                return channel.look();
            } catch (RuntimeException e) {
                log.warn("A door for arrivals failed and will be tried again.", e);
                return new IntakeChannel.Round(
                        0,
                        0,
                        state().waiting(),
                        Optional.of(new Trouble(
                                "Fetching arrivals from " + state().place() + " failed unexpectedly.",
                                "It is tried again; if it stays, look at the server's log.")));
            }
        }

        private synchronized void note(IntakeChannel.Round round) {
            Instant now = clock.instant();
            boolean moved = round.kept() + round.setAside() > 0;
            boolean same = state.trouble().equals(round.trouble());
            if (!same) {
                round.trouble()
                        .ifPresentOrElse(
                                trouble -> log.warn("{} {}", trouble.what(), trouble.whatToDo()),
                                () -> log.info("Arrivals are fetched again from {}.", state.place()));
            }
            state = new State(
                    state.channel(),
                    state.place(),
                    state.as(),
                    state.sender(),
                    state.taken() + round.kept(),
                    state.failed() + round.setAside(),
                    round.waiting(),
                    moved ? Optional.of(now) : state.lastFileAt(),
                    round.trouble(),
                    same ? state.since() : round.trouble().map(_ -> now));
            meters.fetched(round.kept());
        }
    }
}
