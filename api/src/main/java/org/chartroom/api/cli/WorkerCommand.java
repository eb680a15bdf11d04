package org.chartroom.api.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.chartroom.api.worker.NotAWorkerException;
import org.chartroom.api.worker.Worker;
import org.chartroom.api.worker.WorkerConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One worker process; runs until it is stopped. */
@Command(
        name = "worker",
        description = "One more worker process, on this or another machine.",
        mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
    private static final String FROM_PARENT = "-";

    private final Home home;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "YAML with server, token or tokenFile, and if wanted owner, readers, spool, certificate.")
    private String config = "";

    WorkerCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.toConsole();
        try (Worker worker = new Worker(config(), home.tools(), new SecureRandom())) {
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "worker-stop"));
            if (config.equals(FROM_PARENT)) {
                Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(worker));
            }
            worker.await();
            return 0;
        } catch (NotAWorkerException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private WorkerConfig config() throws IOException {
        long pid = ProcessHandle.current().pid();
        Path spool = home.cache().resolve("spool").resolve("worker-" + pid);
        String owner = hostName() + ":" + pid;
        try {
            if (config.equals(FROM_PARENT)) {
                String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                return WorkerConfig.parse(line == null ? "" : line, home.root(), spool, owner);
            }
            Path file = Path.of(config).toAbsolutePath();
            Path folder = file.getParent();
            return WorkerConfig.parse(Files.readString(file), folder == null ? file : folder, spool, owner);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(config + ": " + e.getMessage());
        }
    }

    /** The server that started this process holds the other end of its standard input, also when it is killed. */
    private static void endWithParent(Worker worker) {
        try {
            while (System.in.read() >= 0) {
                // Nothing more is said; only the end matters.
            }
        } catch (IOException e) {
            worker.close();
        }
        Runtime.getRuntime().exit(0);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
