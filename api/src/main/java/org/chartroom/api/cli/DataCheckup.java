package org.chartroom.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chartroom.api.House;
import org.chartroom.api.RunFile;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.upkeep.LastBackup;
import org.chartroom.index.IndexInUseException;
import org.chartroom.index.Opening;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.StoreInUseException;
import org.chartroom.store.jdbc.SqliteConfig;
import org.chartroom.store.keys.KeysException;

/** Looks at one data folder, with its server running or not. */
final class DataCheckup {
    private static final Duration BACKUP_IS_OLD = Duration.ofDays(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final ServerConfig config;
    private final Path data;
    private final Clock clock;

    DataCheckup(ServerConfig config, Clock clock) {
        this.config = config;
        this.data = config.data();
        this.clock = clock;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (!Files.isRegularFile(SqliteConfig.in(data).file())) {
            checks.add(Check.failed(
                    "store",
                    "there are no records in " + data,
                    "name the data folder of the server; a new one is made by its first start"));
            return checks;
        }
        checks.add(durable());
        checks.addAll(new KeyCheckup(config, DiskCipher.ofThisMachine()).all());
        checks.addAll(opened());
        checks.add(backup());
        checks.add(secondFactor());
        checks.add(network());
        return checks;
    }

    private Check secondFactor() {
        Set<Role> asked = config.sessions().secondFactor().roles();
        return asked.isEmpty()
                ? Check.warning(
                        "second-factor",
                        "nobody is asked for one: whoever gets hold of a password is in",
                        "name the roles of those who release records or administer in sessions.secondFactor.ask")
                : Check.ok(
                        "second-factor",
                        "asked of " + asked.stream().map(Role::code).sorted().collect(Collectors.joining(", ")));
    }

    private Check network() {
        ServerConfig.Http http = config.http();
        if (http.tls()) {
            return Check.ok("network", "listens on " + http.host() + " with TLS");
        }
        return http.isHere()
                ? Check.ok("network", "listens on " + http.host() + ", which only this machine reaches")
                : Check.warning(
                        "network",
                        "listens on " + http.host() + " without TLS: what goes over the network can be read there",
                        "set http.keyStore; or http.host to 127.0.0.1, behind a proxy that has TLS");
    }

    private Check durable() {
        Path probe = data.resolve("doctor-probe");
        try {
            long start = System.nanoTime();
            try (FileChannel file = FileChannel.open(
                    probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                file.write(ByteBuffer.allocate(4_096));
                file.force(true);
            } finally {
                Files.deleteIfExists(probe);
            }
            long ms = (System.nanoTime() - start) / 1_000_000;
            long free = Files.getFileStore(data).getUsableSpace();
            String found = (free >> 20) + " MB free in " + data + "; a write was forced to disk in " + ms + " ms";
            return Check.room("data-disk", free, found);
        } catch (IOException e) {
            return Check.failed(
                    "data-disk",
                    "nothing can be written to " + data + ": " + Failures.sentence(e),
                    "check the folder's owner, its mode and the disk");
        }
    }

    private List<Check> opened() {
        try (House house = House.open(config, clock)) {
            int users = house.accounting().all().size();
            Check index = house.index().opening() instanceof Opening.SetAside aside
                    ? Check.warning(
                            "index",
                            "it was damaged and set aside: " + aside.reason(),
                            "start the server, or run ./chartroom admin reindex; the records are not touched by this")
                    : Check.ok("index", house.index().status().documents() + " documents can be found");
            return List.of(Check.ok("store", "opens; " + users + " accounts; no server runs on it"), index);
        } catch (StoreInUseException | IndexInUseException e) {
            return answering();
        } catch (KeysException e) {
            return List.of(Check.failed(
                    "store", "was not opened: a key that it is sealed with is missing", "put the key file back first"));
        } catch (IOException | RuntimeException e) {
            return List.of(Check.failed(
                    "store", Failures.sentence(e), "keep the folder as it is and restore the latest backup beside it"));
        }
    }

    /** A server has it: it is asked how it is. */
    private List<Check> answering() {
        try {
            Optional<RunFile> run = RunFile.ofLivingServer(data);
            if (run.isEmpty()) {
                return List.of(Check.warning(
                        "store",
                        "another process has it open that is no server, or one that is just starting or stopping",
                        "wait for its end, then run this again"));
            }
            return health(run.get());
        } catch (IOException e) {
            return List.of(Check.failed(
                    "store",
                    "its server does not answer: " + Failures.sentence(e),
                    "look at " + data.resolve("logs").resolve("chartroom.log")
                            + "; stop the server and start it again"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Check.failed("store", "the check was stopped", "run this again"));
        }
    }

    private static List<Check> health(RunFile run) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(run.health() + "/healthcheck"))
                            .timeout(ANSWER)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            JsonNode checks = new ObjectMapper().readTree(answer.body());
            List<Check> told = new ArrayList<>();
            checks.properties().forEach(check -> {
                String name = "server-" + check.getKey();
                String message = check.getValue().path("message").asText("");
                String todo = "look at the status page and the server's log";
                if (!check.getValue().path("healthy").asBoolean()) {
                    told.add(Check.failed(name, message.isEmpty() ? "not well" : message, todo));
                } else if (message.isEmpty()) {
                    told.add(Check.ok(name, "well"));
                } else {
                    told.add(Check.warning(name, message, todo));
                }
            });
            told.addFirst(Check.ok("store", "in use by the server at " + run.url() + " (process " + run.pid() + ")"));
            return told;
        }
    }

    private Check backup() {
        String todo = "run ./chartroom admin backup DIR every night, to another disk";
        try {
            Optional<LastBackup> last = LastBackup.of(data);
            if (last.isEmpty()) {
                return Check.warning("backup", "none was ever made of " + data, todo);
            }
            Duration age = Duration.between(last.get().takenAt(), clock.instant());
            String found = "the latest is " + age.toHours() + " hours old, in "
                    + last.get().folder();
            if (!last.get().isThere()) {
                return Check.warning("backup", found + ", and is not there any more", todo);
            }
            return age.compareTo(BACKUP_IS_OLD) > 0 ? Check.warning("backup", found, todo) : Check.ok("backup", found);
        } catch (IOException e) {
            return Check.warning("backup", "it is not known when the latest was made: " + Failures.sentence(e), todo);
        }
    }
}
