package org.chartroom.api.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker process a server starts itself; when it ends it is started again, sooner the longer it had run. Closing
 * stops it.
 */
public final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** One that ran so long failed for a new reason. */
    private static final Duration RAN_WELL = Duration.ofMinutes(1);

    private final WorkerLaunch launch;
    private final WorkerConfig config;
    private final Path log;
    private final RandomGenerator random;
    private final Thread keeper;
    private volatile @Nullable Process running;
    private volatile boolean stopping;

    private WorkerProcess(WorkerLaunch launch, WorkerConfig config, Path log, RandomGenerator random) {
        this.launch = launch;
        this.config = config;
        this.log = log;
        this.random = random;
        this.keeper = Thread.ofPlatform().daemon().name("keep-worker").unstarted(this::keep);
    }

    /** How many readers suit a machine that runs a server too: one a processor, up to four. */
    public static int suitable(int processors) {
        return Math.clamp(processors, 1, 4);
    }

    /**
     * Starts a worker.
     *
     * @param log file for what it says
     * @throws IOException when the folders cannot be made
     */
    public static WorkerProcess start(WorkerLaunch launch, WorkerConfig config, Path log, RandomGenerator random)
            throws IOException {
        Files.createDirectories(config.spool());
        Files.createDirectories(log.toAbsolutePath().getParent());
        WorkerProcess process = new WorkerProcess(launch, config, log, random);
        process.keeper.start();
        return process;
    }

    private void keep() {
        BackOff wait = new BackOff(FIRST_WAIT, LONGEST_WAIT, random);
        try {
            while (!stopping) {
                long started = System.nanoTime();
                runOnce();
                if (stopping) {
                    return;
                }
                if (System.nanoTime() - started > RAN_WELL.toNanos()) {
                    wait.reset();
                }
                Thread.sleep(wait.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        Process process;
        try {
            process = launch.start(config, log);
        } catch (IOException e) {
            LOG.error("{} could not be started: {}", config.owner(), e.getMessage());
            return;
        }
        running = process;
        try {
            int exit = process.waitFor();
            if (!stopping) {
                LOG.warn("{} ended with {} and is started again", config.owner(), exit);
            }
        } finally {
            running = null;
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stopping = true;
        Process process = running;
        if (process != null) {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        keeper.interrupt();
    }
}
