package org.chartroom.api.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker processes a server starts itself; one that ends is started again, sooner the longer it had run. Closing
 * stops them all.
 */
public final class WorkerProcesses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcesses.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** One that ran so long failed for a new reason. */
    private static final Duration RAN_WELL = Duration.ofMinutes(1);

    private final WorkerLaunch launch;
    private final Path folder;
    private final Path logs;
    private final RandomGenerator random;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final List<Thread> keepers = new ArrayList<>();
    private volatile boolean stopping;

    private WorkerProcesses(WorkerLaunch launch, Path folder, Path logs, RandomGenerator random) {
        this.launch = launch;
        this.folder = folder;
        this.logs = logs;
        this.random = random;
    }

    /** How many processes suit a machine: one a processor, up to four; a worker with its reader takes up to 1 GB. */
    public static int suitable(int processors) {
        return Math.clamp(processors, 1, 4);
    }

    /**
     * Starts workers of one reader each.
     *
     * @param folder for their spools
     * @param logs folder for their logs
     * @param server where they find the server
     * @param token that of a user with the role worker
     * @param certificate PEM file with the server's certificate when it speaks TLS
     * @throws IOException when the folders cannot be made
     */
    public static WorkerProcesses start(
            WorkerLaunch launch,
            Path folder,
            Path logs,
            URI server,
            String token,
            Optional<Path> certificate,
            int count,
            RandomGenerator random)
            throws IOException {
        Files.createDirectories(folder);
        Files.createDirectories(logs);
        WorkerProcesses processes = new WorkerProcesses(launch, folder, logs, random);
        for (int i = 1; i <= count; i++) {
            String name = "worker-" + i;
            WorkerConfig config = new WorkerConfig(server, token, name, 1, folder.resolve(name), certificate);
            processes.keepers.add(
                    Thread.ofPlatform().daemon().name("keep-" + name).start(() -> processes.keep(config)));
        }
        return processes;
    }

    /** Process numbers of the workers that are up. */
    public Set<Long> pids() {
        Set<Long> pids = new HashSet<>();
        running.forEach(process -> pids.add(process.pid()));
        return pids;
    }

    private void keep(WorkerConfig config) {
        BackOff wait = new BackOff(FIRST_WAIT, LONGEST_WAIT, random);
        try {
            while (!stopping) {
                long started = System.nanoTime();
                runOnce(config);
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

    private void runOnce(WorkerConfig config) throws InterruptedException {
        Process process;
        try {
            process = launch.start(config, logs.resolve(config.owner() + ".log"));
        } catch (IOException e) {
            LOG.error("{} could not be started: {}", config.owner(), e.getMessage());
            return;
        }
        running.add(process);
        try {
            int exit = process.waitFor();
            if (!stopping) {
                LOG.warn("{} ended with {} and is started again", config.owner(), exit);
            }
        } finally {
            running.remove(process);
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stopping = true;
        keepers.forEach(Thread::interrupt);
        for (Process process : running) {
            process.destroy();
        }
        for (Process process : running) {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
