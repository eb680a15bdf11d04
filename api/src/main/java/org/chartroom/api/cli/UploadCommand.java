package org.chartroom.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.chartroom.api.worker.BackOff;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Bulk upload of files and folders: goes on where it was stopped, and may be repeated without anything arriving twice. */
@Command(name = "upload", description = "Bulk upload of files and folders.", mixinStandardHelpOptions = true)
final class UploadCommand implements Callable<Integer> {
    /** What the files are. */
    enum As {
        SCAN,
        FAX,
        DICTATION
    }

    private static final int AT_ONCE = 4;
    private static final int TRIES = 6;

    private final Home home;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files and folders; folders with all that is in them.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--url", required = true, description = "Address of the server.")
    private @Nullable URI url;

    @Option(names = "--token", required = true, description = "API token of a user who may upload.")
    private String token = "";

    @Option(names = "--as", description = "scan, fax or dictation; by default the server tells by the file.")
    private @Nullable As as;

    @Option(names = "--certificate", paramLabel = "FILE", description = "PEM file with the server's certificate.")
    private @Nullable Path certificate;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before the command runs.
    private CommandSpec spec;

    UploadCommand(Home home) {
        this.home = home;
    }

    /**
     * A file to send.
     *
     * @param shown its path as given, which also tells two files with the same content apart
     */
    private record Item(Path file, String shown) {}

    /** What came of it; an empty problem when the server has it. */
    private record Sent(Item item, String problem) {}

    @Override
    public Integer call() throws Exception {
        URI server = url == null ? URI.create("") : url;
        if (server.getHost() == null) {
            throw new CommandFailed("--url must be an address such as http://127.0.0.1:8080");
        }
        PrintWriter err = spec.commandLine().getErr();
        List<Item> items = items();
        if (items.isEmpty()) {
            throw new CommandFailed("there is no file to upload under the given paths");
        }
        ProgressLine progress = new ProgressLine(err);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        AtomicReference<@Nullable CommandFailed> stop = new AtomicReference<>();
        Path journal = home.cache()
                .resolve("uploads")
                .resolve(hex(digest(server.toString())).substring(0, 16) + ".journal");
        try (ApiClient api = new ApiClient(server, token, Optional.ofNullable(certificate));
                UploadJournal sent = UploadJournal.open(journal)) {
            InOrder.run(items, AT_ONCE, item -> send(api, sent, item, stop), result -> {
                if (!result.problem().isEmpty()) {
                    progress.end();
                    failed.incrementAndGet();
                    err.println("chartroom: " + result.item().shown() + ": " + result.problem());
                    err.flush();
                }
                progress.bar(done.incrementAndGet(), items.size(), result.item().shown());
                CommandFailed reason = stop.get();
                if (reason != null) {
                    throw reason;
                }
            });
        }
        progress.end();
        if (failed.get() == 0) {
            // Done: a repeat asks the server, which knows what it has even if it was set up anew in the meantime.
            Files.deleteIfExists(journal);
        }
        spec.commandLine()
                .getOut()
                .println((items.size() - failed.get()) + " of " + items.size() + " files are on the server"
                        + (failed.get() == 0 ? "." : "; run the same command again for the others."));
        spec.commandLine().getOut().flush();
        return failed.get() == 0 ? 0 : 1;
    }

    private List<Item> items() throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new CommandFailed("there is no " + path);
            }
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                        .sorted()
                        .forEach(file -> items.add(new Item(file, file.toString())));
            }
        }
        return items;
    }

    private Sent send(ApiClient api, UploadJournal sent, Item item, AtomicReference<@Nullable CommandFailed> stop) {
        if (stop.get() != null) {
            return new Sent(item, "not sent");
        }
        try {
            String key = key(item);
            if (sent.has(key)) {
                return new Sent(item, "");
            }
            String call = as == As.DICTATION ? "dictations" : "arrivals";
            String query = as == null || as == As.DICTATION
                    ? ""
                    : ApiClient.query(Map.of("as", as.name().toLowerCase(java.util.Locale.ROOT)));
            BackOff wait = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(20), new SecureRandom());
            String problem = "";
            for (int i = 0; i < TRIES; i++) {
                if (i > 0) {
                    Thread.sleep(wait.next());
                }
                try {
                    ApiClient.Answer answer = api.upload(
                            call + query,
                            item.file(),
                            String.valueOf(item.file().getFileName()),
                            key);
                    if (answer.done()) {
                        sent.add(key);
                        return new Sent(item, "");
                    }
                    problem = answer.problem();
                    if (answer.status() == 401 || answer.status() == 403 || answer.status() == 507) {
                        stop.compareAndSet(null, new CommandFailed(problem));
                        return new Sent(item, problem);
                    }
                    if (answer.status() < 500 && answer.status() != 429) {
                        return new Sent(item, problem);
                    }
                } catch (IOException e) {
                    problem = "the server could not be reached (" + Failures.sentence(e) + ")";
                }
            }
            return new Sent(item, problem);
        } catch (IOException e) {
            return new Sent(item, Failures.sentence(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent(item, "stopped");
        }
    }

    /** The same for the same content at the same path; safe to repeat after any interruption. */
    private static String key(Item item) throws IOException {
        MessageDigest content = digest("");
        try (InputStream in = new DigestInputStream(Files.newInputStream(item.file()), content)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        MessageDigest both = digest(item.shown());
        both.update(content.digest());
        return "upload-" + HexFormat.of().formatHex(both.digest());
    }

    private static MessageDigest digest(String start) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(start.getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
