package org.chartroom.api.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker that the server did not start, as on another machine: it outlives the server and must find it again. */
final class OutsideWorker implements AutoCloseable {
    private final Path cache;
    private final Path config;
    private Process process;

    private OutsideWorker(Path cache, Path config, Process process) {
        this.cache = cache;
        this.config = config;
        this.process = process;
    }

    /** @param server where it believes the server to be */
    static OutsideWorker start(Path folder, Path cache, String server, String token) throws IOException {
        Path config = folder.resolve("worker.yml");
        Files.writeString(
                config,
                "server: " + server + "\ntoken: " + token + "\nowner: outside\nreaders: 1\nspool: "
                        + folder.resolve("outside") + "\n");
        return new OutsideWorker(cache, config, launch(cache, config));
    }

    private static Process launch(Path cache, Path config) throws IOException {
        Path log = config.resolveSibling("worker-output.txt");
        return ServerProcess.product(cache, "-Xmx192m", "worker", "--config", config.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Its readers. */
    List<ProcessHandle> readers() {
        return process.descendants().toList();
    }

    /** Starts it again if it has ended, as whoever looks after that machine would. */
    void keepUp() throws IOException {
        if (!process.isAlive()) {
            process = launch(cache, config);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> readers = readers();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        readers.forEach(ProcessHandle::destroyForcibly);
    }
}
