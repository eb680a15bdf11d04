package org.chartroom.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.chartroom.api.json.Json;

/**
 * How commands on the same machine reach the server that has a data folder open: a file in the folder that only its owner
 * can read. Who can read it can read the records themselves, so the token in it opens nothing more. The token lives in the
 * server's memory: when the process is gone, however it went, the token is nothing.
 *
 * @param url where the server answers
 * @param health where its health checks answer
 * @param token opens the administrator's calls for this run
 * @param pid number of the server's process
 * @param processStartedAt when that process was started, where the operating system tells
 */
public record RunFile(URI url, URI health, String token, long pid, Optional<Instant> processStartedAt) {
    static final String NAME = "run.json";

    /** Without the token. */
    @Override
    public String toString() {
        return "RunFile[url=" + url + ", pid=" + pid + "]";
    }

    static RunFile ofThisProcess(URI url, URI health, String token) {
        ProcessHandle here = ProcessHandle.current();
        return new RunFile(url, health, token, here.pid(), here.info().startInstant());
    }

    void write(Path data) throws IOException {
        OwnerOnly.write(data.resolve(NAME), Json.mapper().writeValueAsBytes(this));
    }

    /** What the folder's file says, whether that process is still there or not; empty when there is none. */
    public static Optional<RunFile> read(Path data) throws IOException {
        ObjectMapper json = Json.mapper();
        try {
            return Optional.of(json.readValue(Files.readAllBytes(data.resolve(NAME)), RunFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            // Not ours, or half of it: as good as none.
            return Optional.empty();
        }
    }

    /** The file of the server that has the folder open now; empty when there is none, or a killed server left it. */
    public static Optional<RunFile> ofLivingServer(Path data) throws IOException {
        return read(data).filter(RunFile::isOfALivingProcess);
    }

    /** Whether the process that wrote it is still there: same number, started at the same time. */
    private boolean isOfALivingProcess() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> processStartedAt.isEmpty()
                        || process.info().startInstant().isEmpty()
                        || process.info().startInstant().equals(processStartedAt))
                .isPresent();
    }

    /** Removes the file unless another run has written its own. */
    void remove(Path data) throws IOException {
        if (read(data).filter(there -> there.token().equals(token)).isPresent()) {
            Files.deleteIfExists(data.resolve(NAME));
        }
    }

    /** Removes what a killed server left; only for who has the data folder open. */
    static void removeStale(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
