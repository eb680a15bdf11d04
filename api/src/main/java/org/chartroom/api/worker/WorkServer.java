package org.chartroom.api.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.json.Json;
import org.chartroom.api.recordings.LiveOffer;
import org.chartroom.api.recordings.LiveResource;
import org.chartroom.api.work.HeardSoFar;
import org.chartroom.api.work.KeptBlob;
import org.chartroom.api.work.LeaseOffer;
import org.chartroom.api.work.LeaseRequest;
import org.chartroom.api.work.RenewRequest;
import org.chartroom.api.work.SpeechInUse;
import org.chartroom.api.work.WorkResult;
import org.chartroom.models.record.LeaseToken;
import org.chartroom.models.record.Priority;
import org.chartroom.models.text.HeardPiece;

/**
 * The server as a worker sees it. Safe for use by several threads. An {@link IOException} means that the server is away
 * or in trouble: the same call may be made again, all of them are safe to repeat.
 */
final class WorkServer implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration TRANSFER = Duration.ofMinutes(10);

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private final ObjectMapper mapper = Json.mapper();

    WorkServer(WorkerConfig config) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        if (config.certificate().isPresent()) {
            builder.sslContext(TrustedCertificate.context(config.certificate().get()));
        }
        this.http = builder.build();
        this.base = URI.create(config.server().toString().replaceAll("/+$", "") + "/api/v1/work/");
        this.authorization = "Bearer " + config.token();
    }

    /** Asks for work of this priority or a higher one, waiting up to {@code waitSeconds} for some. */
    Optional<LeaseOffer> lease(String owner, Priority atLeast, int waitSeconds, SpeechInUse speech)
            throws IOException, InterruptedException, NotAWorkerException {
        HttpResponse<byte[]> answer = http.send(
                request("leases", ANSWER.plusSeconds(waitSeconds))
                        .header("Content-Type", "application/json")
                        .POST(json(new LeaseRequest(owner, waitSeconds, atLeast, speech)))
                        .build(),
                BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(mapper.readValue(answer.body(), LeaseOffer.class));
            case 204 -> Optional.empty();
            case 401, 403 -> throw new NotAWorkerException(answer.statusCode());
            default -> throw trouble("leasing work", answer.statusCode());
        };
    }

    /** Brings the file of a lease, going on where an earlier try broke off. */
    void fetch(LeaseOffer offer, Path target) throws IOException, InterruptedException, LeaseGoneException {
        long have = Files.exists(target) ? Files.size(target) : 0;
        if (have == offer.bytes() && have > 0) {
            return;
        }
        HttpRequest.Builder request = lease(offer.token(), "file", TRANSFER).GET();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            if (status == 410) {
                throw new LeaseGoneException();
            }
            if (status != 200 && status != 206) {
                throw trouble("fetching a file", status);
            }
            try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.truncate(status == 206 ? have : 0);
                file.position(status == 206 ? have : 0);
                body.transferTo(Channels.newOutputStream(file));
            }
        }
        if (Files.size(target) != offer.bytes()) {
            throw new IOException("the file arrived cut off");
        }
    }

    /** Hands in derived bytes. */
    KeptBlob keep(LeaseToken token, Path file, String mediaType)
            throws IOException, InterruptedException, LeaseGoneException {
        return keep(token, BodyPublishers.ofFile(file), mediaType);
    }

    /** Hands in derived bytes. */
    KeptBlob keep(LeaseToken token, byte[] bytes, String mediaType)
            throws IOException, InterruptedException, LeaseGoneException {
        return keep(token, BodyPublishers.ofByteArray(bytes), mediaType);
    }

    private KeptBlob keep(LeaseToken token, BodyPublisher body, String mediaType)
            throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<byte[]> answer = http.send(
                lease(token, "blobs", TRANSFER)
                        .header("Content-Type", mediaType)
                        .PUT(body)
                        .build(),
                BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200, 201 -> mapper.readValue(answer.body(), KeptBlob.class);
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("handing in a page", answer.statusCode());
        };
    }

    /** What earlier tries heard of the recording. */
    List<HeardPiece> heardBefore(LeaseToken token) throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<byte[]> answer =
                http.send(lease(token, "pieces", TRANSFER).GET().build(), BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200 -> mapper.readValue(answer.body(), HeardSoFar.class).pieces();
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("asking for what was heard before", answer.statusCode());
        };
    }

    /** Hands in pieces of a recording that are done, for the next try if this one breaks off. */
    void keep(LeaseToken token, List<HeardPiece> pieces) throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<Void> answer = http.send(
                lease(token, "pieces", ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(json(new HeardSoFar(pieces)))
                        .build(),
                BodyHandlers.discarding());
        switch (answer.statusCode()) {
            case 204 -> {}
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("handing in a piece of a recording", answer.statusCode());
        }
    }

    /** Says how far the work is and keeps the lease. */
    void renew(LeaseToken token, RenewRequest progress) throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<Void> answer = http.send(
                lease(token, "renew", ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(json(progress))
                        .build(),
                BodyHandlers.discarding());
        switch (answer.statusCode()) {
            case 200 -> {}
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("renewing a lease", answer.statusCode());
        }
    }

    /** Hands in what came of the work; done once however often it is said. */
    void finish(LeaseToken token, WorkResult result)
            throws IOException, InterruptedException, LeaseGoneException, RefusedResultException {
        HttpResponse<byte[]> answer = http.send(
                lease(token, "result", ANSWER.multipliedBy(4))
                        .header("Content-Type", "application/json")
                        .POST(json(result))
                        .build(),
                BodyHandlers.ofByteArray());
        switch (answer.statusCode()) {
            case 200, 204 -> {}
            case 410 -> throw new LeaseGoneException();
            case 400, 413, 422 -> throw new RefusedResultException(answer.statusCode());
            default -> throw trouble("handing in a result", answer.statusCode());
        }
    }

    /** Asks for a recording in progress that nobody listens to, waiting for one. */
    Optional<LiveOffer> listen(int waitMs) throws IOException, InterruptedException, NotAWorkerException {
        HttpResponse<byte[]> answer = http.send(
                request("recordings/leases?waitMs=" + waitMs, ANSWER.plusMillis(waitMs))
                        .POST(BodyPublishers.noBody())
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(mapper.readValue(answer.body(), LiveOffer.class));
            case 204 -> Optional.empty();
            case 401, 403 -> throw new NotAWorkerException(answer.statusCode());
            default -> throw trouble("asking for a recording in progress", answer.statusCode());
        };
    }

    /** The samples of a recording in progress from {@code from} on; none when none came in time. */
    byte[] sound(LeaseToken token, long from, int waitMs) throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<byte[]> answer = http.send(
                request("recordings/" + token.value() + "/audio?from=" + from + "&waitMs=" + waitMs, ANSWER)
                        .GET()
                        .build(),
                BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 204 -> new byte[0];
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("listening", answer.statusCode());
        };
    }

    /** Hands in what was heard in a recording in progress. */
    void heard(LeaseToken token, LiveResource.Heard heard)
            throws IOException, InterruptedException, LeaseGoneException {
        HttpResponse<Void> answer = http.send(
                request("recordings/" + token.value() + "/words", ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(json(heard))
                        .build(),
                BodyHandlers.discarding());
        switch (answer.statusCode()) {
            case 200, 204 -> {}
            case 410 -> throw new LeaseGoneException();
            default -> throw trouble("handing in what was heard", answer.statusCode());
        }
    }

    /** The server finds the result itself wrong; saying it again changes nothing. */
    static final class RefusedResultException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedResultException(int status) {
            super("the server refuses the result (" + status + ")");
        }
    }

    private HttpRequest.Builder lease(LeaseToken token, String what, Duration timeout) {
        return request("leases/" + token.value() + "/" + what, timeout);
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Accept", "application/json, */*")
                .timeout(timeout);
    }

    private BodyPublisher json(Object value) throws IOException {
        return BodyPublishers.ofByteArray(mapper.writeValueAsBytes(value));
    }

    private static IOException trouble(String doing, int status) {
        return new IOException("the server answered " + status + " when " + doing);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
