package org.chartroom.api.upkeep;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.RandomIds;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Actor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errands that a server runs in the background, one at a time; what came of the latest ones is remembered. */
public final class Errands implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Errands.class);
    private static final int REMEMBERED = 20;

    private final Upkeep upkeep;
    private final Clock clock;
    private final RandomIds ids;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private @Nullable Run running;
    private boolean closed;

    public Errands(Upkeep upkeep, Clock clock, RandomIds ids) {
        this.upkeep = upkeep;
        this.clock = clock;
        this.ids = ids;
    }

    /** How an errand stands. */
    public enum State {
        RUNNING,
        /** It came to its end; the outcome says whether all is well. */
        DONE,
        FAILED,
        CALLED_OFF
    }

    /**
     * An errand as it is told.
     *
     * @param step what is being done
     * @param of how much there is of it, 0 where not known
     * @param problem why it failed, for a person; empty when it did not
     */
    public record Job(
            String id,
            Errand errand,
            State state,
            String step,
            long done,
            long of,
            Instant startedAt,
            Optional<Instant> endedAt,
            String problem,
            Optional<Outcome> outcome) {}

    private final class Run implements Watch {
        private final String id = ids.get();
        private final Errand errand;
        private final Actor by;
        private final Instant startedAt = clock.instant();
        private final Thread thread;
        private State state = State.RUNNING;
        private String step = "";
        private long done;
        private long of;
        private Optional<Instant> endedAt = Optional.empty();
        private String problem = "";
        private Optional<Outcome> outcome = Optional.empty();
        private volatile boolean calledOff;

        Run(Errand errand, Actor by) {
            this.errand = errand;
            this.by = by;
            this.thread =
                    Thread.ofPlatform().name("upkeep-" + errand.verb()).daemon().unstarted(this::go);
        }

        private void go() {
            try {
                end(State.DONE, "", Optional.of(upkeep.run(errand, by, this)));
            } catch (CalledOffException e) {
                end(State.CALLED_OFF, String.valueOf(e.getMessage()), Optional.empty());
            } catch (BackupException e) {
                end(State.FAILED, String.valueOf(e.getMessage()), Optional.empty());
            } catch (IOException | RuntimeException e) {
                log.error("The errand '{}' failed.", errand.verb(), e);
                end(
                        State.FAILED,
                        "It failed; the server's log says more. What was kept before is as it was.",
                        Optional.empty());
            }
        }

        private void end(State how, String why, Optional<Outcome> what) {
            synchronized (Errands.this) {
                state = how;
                problem = why;
                outcome = what;
                endedAt = Optional.of(clock.instant());
                running = null;
            }
        }

        @Override
        public void reached(String doing, long sofar, long all) {
            synchronized (Errands.this) {
                step = doing;
                done = sofar;
                of = all;
            }
        }

        @Override
        public boolean calledOff() {
            return calledOff;
        }

        Job told() {
            return new Job(id, errand, state, step, done, of, startedAt, endedAt, problem, outcome);
        }
    }

    /**
     * Starts an errand; gives the one that runs when it is the same.
     *
     * @throws ProblemException when another one runs
     */
    public synchronized Job start(Errand errand, Actor by) {
        if (closed) {
            throw new ProblemException(Kind.UNAVAILABLE, "The server is stopping. Ask again when it is back.");
        }
        Run now = running;
        if (now != null && now.errand.equals(errand)) {
            return now.told();
        }
        if (now != null) {
            throw new ProblemException(
                    Kind.CONFLICT,
                    "Another errand (" + now.errand.verb() + ") runs since " + now.startedAt
                            + ". Nothing was started: wait for its end or call it off.");
        }
        Run run = new Run(errand, by);
        running = run;
        runs.put(run.id, run);
        if (runs.size() > REMEMBERED) {
            runs.remove(runs.keySet().iterator().next());
        }
        run.thread.start();
        return run.told();
    }

    /** How an errand stands; empty when there is none of that id. */
    public synchronized Optional<Job> find(String id) {
        return Optional.ofNullable(runs.get(id)).map(Run::told);
    }

    /** The latest errands, latest first. */
    public synchronized List<Job> latest() {
        List<Job> jobs = new ArrayList<>();
        runs.values().forEach(run -> jobs.addFirst(run.told()));
        return jobs;
    }

    /** Has an errand end early; one that has ended stays as it is. */
    public synchronized Optional<Job> callOff(String id) {
        Run run = runs.get(id);
        if (run == null) {
            return Optional.empty();
        }
        run.calledOff = true;
        return Optional.of(run.told());
    }

    /** Calls off what runs and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        Run last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        if (last != null) {
            last.calledOff = true;
            last.thread.join(Duration.ofSeconds(30));
        }
    }
}
