package org.chartroom.api.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.chartroom.api.Folders;
import org.chartroom.api.reader.ReaderBudgets;
import org.chartroom.api.reader.ReaderLaunch;
import org.chartroom.api.reader.ReaderPool;
import org.chartroom.api.reader.ReaderTools;
import org.chartroom.api.recordings.LiveOffer;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.SpeechInUse;
import org.chartroom.models.record.Priority;
import org.chartroom.transcribe.SpeechEngines;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process: as many loops of lease, read and hand in as it has readers, and one more that takes only what is
 * more urgent than routine, so that it need not wait until one of the others has handed in a batch. As many loops again
 * listen to dictations while they are spoken. They all share the readers. Closing stops them.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int WAIT_SECONDS = 20;

    private final WorkerConfig config;
    private final ReaderTools tools;
    private final WorkServer server;
    private final ReaderPool readers;
    private final RandomGenerator random;
    private final CountDownLatch ended;
    private final AtomicReference<@Nullable NotAWorkerException> refused = new AtomicReference<>();
    private volatile boolean stopping;

    /**
     * Starts working at once.
     *
     * @param tools what readers find on this machine
     * @param random spreads the tries of many workers when the server is away
     * @throws IOException when the spool folder or the certificate cannot be used
     */
    public Worker(WorkerConfig config, ReaderTools tools, RandomGenerator random) throws IOException {
        this.config = config;
        this.tools = tools;
        this.random = random;
        Folders.empty(config.spool());
        this.server = new WorkServer(config);
        this.readers = new ReaderPool(
                ReaderLaunch.likeThisProcess(tools, config.spool().resolve("readers"), config.spool()),
                () -> ReaderBudgets.usual().withRoomFor(choice().memoryMb()),
                config.readers());
        this.ended = new CountDownLatch(config.readers() + 1);
        for (int i = 0; i < config.readers(); i++) {
            String owner = config.readers() == 1 ? config.owner() : config.owner() + "/" + (i + 1);
            Thread.ofPlatform().daemon().name("work-" + i).start(() -> loop(owner, Priority.ROUTINE));
        }
        for (int i = 0; i < config.readers(); i++) {
            Thread.ofPlatform().daemon().name("listen-" + i).start(this::listen);
        }
        Thread.ofPlatform().daemon().name("work-urgent").start(() -> loop(config.owner() + "/urgent", Priority.URGENT));
    }

    /**
     * Waits until the worker has stopped.
     *
     * @throws NotAWorkerException when it stopped because the server does not take its token
     */
    public void await() throws InterruptedException, NotAWorkerException {
        ended.await();
        NotAWorkerException reason = refused.get();
        if (reason != null) {
            throw reason;
        }
    }

    /** Looked up anew each time: an administrator may install or choose a model at any moment. */
    private SpeechInUse speech() {
        return SpeechInUse.of(choice());
    }

    private SpeechEngines.Choice choice() {
        return SpeechEngines.choose(tools.natives(), tools.voskModels(), tools.pocketsphinx());
    }

    private void loop(String owner, Priority atLeast) {
        BackOff away = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(15), random);
        try {
            while (!stopping) {
                try {
                    Optional<LeaseOffer> offer = server.lease(owner, atLeast, WAIT_SECONDS, speech());
                    away.reset();
                    if (offer.isPresent()) {
                        work(offer.get());
                    }
                } catch (IOException e) {
                    if (stopping) {
                        return;
                    }
                    Duration wait = away.next();
                    LOG.warn("the server is away ({}); trying again in {} ms", e.getMessage(), wait.toMillis());
                    Thread.sleep(wait);
                }
            }
        } catch (NotAWorkerException e) {
            refused.set(e);
            LOG.error("{}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void listen() {
        BackOff away = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(15), random);
        try {
            while (!stopping) {
                try {
                    Optional<LiveOffer> offer = server.listen(WAIT_SECONDS * 1000);
                    if (offer.isPresent()) {
                        listen(offer.get());
                    }
                    away.reset();
                } catch (IOException e) {
                    if (stopping) {
                        return;
                    }
                    // What is not heard live is heard when the dictation was handed in.
                    Thread.sleep(away.next());
                }
            }
        } catch (NotAWorkerException e) {
            // The loops that take work say so.
            LOG.debug("{}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(LiveOffer offer) throws IOException, InterruptedException {
        Path spool = Files.createTempDirectory(config.spool(), "live-");
        try {
            new LiveListening(server, readers, offer, spool).run();
        } catch (LeaseGoneException e) {
            LOG.debug("nobody speaks there any more", e);
        } finally {
            Folders.delete(spool);
        }
    }

    private void work(LeaseOffer offer) throws IOException, InterruptedException {
        Path spool = Files.createTempDirectory(config.spool(), "work-");
        LOG.info("document {}: attempt {}, {} bytes", offer.documentId(), offer.attempt(), offer.bytes());
        Renewal renewal = new Renewal(server, offer, Thread.currentThread());
        try (renewal) {
            new Job(server, readers, offer, renewal, spool, random).run();
            LOG.info("document {}: handed in", offer.documentId());
        } catch (LeaseGoneException e) {
            LOG.info("document {}: the lease is gone, dropped", offer.documentId());
        } catch (InterruptedException e) {
            if (!renewal.gone() || stopping) {
                throw e;
            }
            LOG.info("document {}: the lease is gone, stopped", offer.documentId());
        } finally {
            // An interrupt that came too late must not end the next piece of work.
            if (renewal.gone()) {
                Thread.interrupted();
            }
            Folders.delete(spool);
        }
    }

    /** Stops asking for work and ends the readers; what was being read is taken over when its lease runs out. */
    @Override
    public void close() {
        stopping = true;
        server.close();
        readers.close();
    }
}
