package org.chartroom.api.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process is told when it starts.
 *
 * @param server address of the server, such as {@code http://127.0.0.1:8080}
 * @param token of a user with the role worker
 * @param owner name of this worker as status pages show it
 * @param readers how many pages are read at once, each by a process of its own, which takes up to 1 GB of memory
 * @param spool folder for files in work; what is left in it from before is deleted
 * @param certificate PEM file with the server's certificate, where that is not one the machine trusts anyway
 */
public record WorkerConfig(
        URI server, String token, String owner, int readers, Path spool, Optional<Path> certificate) {
    private static final int MOST_READERS = 64;

    public WorkerConfig {
        if (server.getHost() == null
                || !(server.getScheme().equals("http") || server.getScheme().equals("https"))) {
            throw new IllegalArgumentException("server must be an http or https address, was " + server);
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("token is missing: make one with ./chartroom admin user");
        }
        if (owner.isBlank() || owner.length() > 90) {
            throw new IllegalArgumentException("owner must be 1 to 90 characters");
        }
        if (readers < 1 || readers > MOST_READERS) {
            throw new IllegalArgumentException("readers must be within 1.." + MOST_READERS + ", was " + readers);
        }
    }

    /** How many readers suit this machine: one a processor, up to the most there may be. */
    private static int suitable() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_READERS);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "WorkerConfig[server=" + server + ", owner=" + owner + ", readers=" + readers + "]";
    }

    /** The file as people write it; every key but {@code server} and a token may be left out. */
    private record Written(
            @JsonProperty(required = true) @Nullable String server,
            @Nullable String token,
            @Nullable String tokenFile,
            @Nullable String owner,
            @Nullable Integer readers,
            @Nullable String spool,
            @Nullable String certificate) {}

    /**
     * Reads a configuration.
     *
     * @param yaml its text
     * @param base folder that relative paths start from
     * @param spool where the spool is when the configuration does not say
     * @param owner name of the worker when the configuration does not say
     * @throws IllegalArgumentException with a sentence that says which key is wrong and which was meant
     * @throws IOException when the token file cannot be read
     */
    public static WorkerConfig parse(String yaml, Path base, Path spool, String owner) throws IOException {
        Written written;
        try {
            written = new ObjectMapper(new YAMLFactory()).readValue(yaml, Written.class);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException("the worker's configuration has no key '" + e.getPropertyName()
                    + "'; it knows "
                    + String.join(
                            ", ",
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the worker's configuration is no YAML with the keys server and token: " + e.getOriginalMessage());
        }
        if (written == null || written.server() == null) {
            throw new IllegalArgumentException("the worker's configuration does not say the server");
        }
        String token = written.token() == null ? "" : written.token();
        if (token.isEmpty() && written.tokenFile() != null) {
            token = Files.readString(base.resolve(written.tokenFile())).strip();
        }
        return new WorkerConfig(
                URI.create(written.server()),
                token,
                written.owner() == null ? owner : written.owner(),
                written.readers() == null ? suitable() : written.readers(),
                written.spool() == null ? spool : base.resolve(written.spool()),
                Optional.ofNullable(written.certificate()).map(base::resolve));
    }

    /** As YAML, for the standard input of a worker process: the token shows in no list of processes. */
    String toYaml() {
        try {
            return new ObjectMapper()
                    .writeValueAsString(new Written(
                            server.toString(),
                            token,
                            null,
                            owner,
                            readers,
                            spool.toString(),
                            certificate.map(Path::toString).orElse(null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("seven texts cannot be written as JSON", e);
        }
    }
}
