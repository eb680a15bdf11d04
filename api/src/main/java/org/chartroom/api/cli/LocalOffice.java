package org.chartroom.api.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chartroom.api.ChartroomServer;
import org.chartroom.api.ServerException;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.worker.WorkerConfig;
import org.chartroom.api.worker.WorkerLaunch;
import org.chartroom.api.worker.WorkerProcess;

/** A server in this process with the worker process it starts itself. */
final class LocalOffice implements AutoCloseable {
    private static final int AS_SUITS = -1;

    private final ChartroomServer server;
    private final Optional<WorkerProcess> worker;
    private final Optional<Path> certificate;

    private LocalOffice(ChartroomServer server, Optional<WorkerProcess> worker, Optional<Path> certificate) {
        this.server = server;
        this.worker = worker;
        this.certificate = certificate;
    }

    static LocalOffice start(ServerConfig config, Home home) throws ServerException, IOException {
        requireLanguages(config, home);
        ChartroomServer server = ChartroomServer.start(config, home.tessdata());
        try {
            Optional<Path> certificate = config.http().tls() ? Optional.of(certificate(config)) : Optional.empty();
            int count = config.workers().count() == AS_SUITS
                    ? WorkerProcess.suitable(Runtime.getRuntime().availableProcessors())
                    : config.workers().count();
            if (count == 0) {
                return new LocalOffice(server, Optional.empty(), certificate);
            }
            WorkerConfig worker = new WorkerConfig(
                    URI.create(server.url()),
                    server.workerToken(),
                    "worker",
                    count,
                    config.data().resolve("spool").resolve("worker"),
                    certificate);
            WorkerLaunch launch = WorkerLaunch.likeThisProcess(
                    Main.class.getName(),
                    Map.of(
                            "chartroom.root", home.root().toString(),
                            "chartroom.cache", home.cache().toString()));
            Optional<WorkerProcess> started = Optional.of(WorkerProcess.start(
                    launch, worker, config.data().resolve("logs").resolve("worker.log"), new SecureRandom()));
            return new LocalOffice(server, started, certificate);
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /**
     * An office that reads in a language whose data is missing would read every page wrongly or not at all, and nobody would
     * know before the first patient is looked for: whoever changed the languages learns it at once.
     */
    private static void requireLanguages(ServerConfig config, Home home) throws ServerException {
        OfficeLanguages languages = OfficeLanguages.of(config, home.tessdata());
        List<String> missing = languages.missing(languages.chosen());
        if (!missing.isEmpty()) {
            throw new ServerException("The OCR data for " + String.join(", ", missing)
                    + " (reading.languages) is missing in " + home.tessdata() + ": "
                    + OfficeLanguages.remedy(missing) + ", or take it out of reading.languages. Nothing was changed.");
        }
    }

    /** Where a server with TLS leaves its own certificate for those who connect from this machine. */
    static Path certificateIn(Path data) {
        return data.resolve("server-certificate.pem");
    }

    /** The server's own certificate beside its key, as PEM: workers trust it and nothing else. */
    private static Path certificate(ServerConfig config) throws IOException {
        Path target = certificateIn(config.data());
        try (InputStream in = Files.newInputStream(Path.of(config.http().keyStore()))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, config.http().keyStorePassword().toCharArray());
            String alias = Collections.list(store.aliases()).getFirst();
            Certificate certificate = store.getCertificate(alias);
            String encoded = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            Files.writeString(target, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
            return target;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the key store " + config.http().keyStore() + " cannot be used: " + e.getMessage(), e);
        }
    }

    ChartroomServer server() {
        return server;
    }

    /** PEM file with the server's certificate when it speaks TLS. */
    Optional<Path> certificate() {
        return certificate;
    }

    @Override
    public void close() {
        worker.ifPresent(WorkerProcess::close);
        server.stop();
    }
}
