package org.chartroom.api;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.util.DataSize;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Accounting;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.dictations.SpellingBooks;
import org.chartroom.api.recordings.RecordingDesk;
import org.chartroom.index.IndexInUseException;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.StoreInUseException;
import org.chartroom.models.record.UserAccount;
import org.chartroom.store.keys.KeysException;
import org.chartroom.transcribe.spelling.Spelling;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. */
public final class ChartroomServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChartroomServer.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration WORKER_TOKEN = Duration.ofDays(400);
    private static final String WORKER_LOGIN = "worker";

    private final House house;
    private final ChartroomApplication application;
    private final Server jetty;
    private final Optional<House.FirstAdministrator> firstAdministrator;
    private final RunFile run;

    private ChartroomServer(
            House house,
            ChartroomApplication application,
            Server jetty,
            Optional<House.FirstAdministrator> firstAdministrator)
            throws IOException {
        this.house = house;
        this.application = application;
        this.jetty = jetty;
        this.firstAdministrator = firstAdministrator;
        this.run = RunFile.ofThisProcess(
                URI.create(url()), URI.create(adminUrl()), house.accounting().beginRun());
        run.write(house.config().data());
    }

    /**
     * Starts a server on the machine's clock; it answers when this returns.
     *
     * @param tessdata folder of the OCR data of this machine; spelling dictionaries may be in {@code spelling} beside it
     * @throws ServerException when it cannot start: port in use, data folder in use or not writable, damaged store
     */
    public static ChartroomServer start(ServerConfig config, Path tessdata) throws ServerException {
        return start(config, tessdata, Clock.systemUTC());
    }

    /** As {@link #start(ServerConfig, Path)}, on another clock. */
    public static ChartroomServer start(ServerConfig config, Path tessdata, Clock clock) throws ServerException {
        Logs.begin(config);
        House house = open(config, clock);
        @Nullable Server listening = null;
        ChartroomApplication application = new ChartroomApplication(
                house,
                OfficeLanguages.of(config, tessdata),
                new SpellingBooks(List.of(tessdata.resolveSibling("spelling"), Spelling.OF_THE_SYSTEM)));
        try {
            Optional<House.FirstAdministrator> first = house.firstAdministrator();
            Environment environment = ChartroomApplication.environment();
            DefaultServerFactory factory = factory(config);
            factory.configure(environment);
            application.run(environment);
            Server jetty = factory.build(environment);
            listening = jetty;
            jetty.start();
            log.info("Listening at {}", jetty.getURI());
            return new ChartroomServer(house, application, jetty, first);
        } catch (Exception e) {
            try {
                if (listening != null) {
                    listening.stop();
                }
                application.close();
            } catch (Exception closing) {
                e.addSuppressed(closing);
            }
            house.close();
            throw explained(config, e);
        }
    }

    private static House open(ServerConfig config, Clock clock) throws ServerException {
        try {
            return House.open(config, clock);
        } catch (StoreInUseException | IndexInUseException e) {
            throw inUse(config, e);
        } catch (KeysException e) {
            throw new ServerException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ServerException(
                    "The data folder " + config.data() + " cannot be used: " + e.getMessage()
                            + ". Check that it is there, that there is room, and that it may be written.",
                    e);
        } catch (RuntimeException e) {
            throw new ServerException("The records in " + config.data() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static ServerException inUse(ServerConfig config, RuntimeException e) {
        return new ServerException(
                "Another process has " + config.data() + " open. Stop it, or name another data folder.", e);
    }

    private static ServerException explained(ServerConfig config, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ServerException(
                        "Port " + config.http().port() + " or " + config.http().adminPort() + " on "
                                + config.http().host()
                                + " is in use. Stop what uses it, or choose others with http.port and http.adminPort.",
                        e);
            }
        }
        return new ServerException("The server cannot start: " + e.getMessage(), e);
    }

    private static DefaultServerFactory factory(ServerConfig config) {
        DefaultServerFactory factory = new DefaultServerFactory();
        factory.setApplicationConnectors(List.of(people(config)));
        factory.setAdminConnectors(List.of(admin(config)));
        factory.setJerseyRootPath("/api/v1/*");
        factory.setRegisterDefaultExceptionMappers(false);
        factory.setEnableVirtualThreads(true);
        factory.setEnableThreadNameFilter(false);
        factory.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"));
        factory.setShutdownGracePeriod(io.dropwizard.util.Duration.seconds(GRACE.toSeconds()));
        factory.setRequestLogFactory(new RequestFile(config.data().resolve("logs")));
        return factory;
    }

    private static ConnectorFactory people(ServerConfig config) {
        if (!config.http().tls()) {
            return connector(
                    new HttpConnectorFactory(),
                    config,
                    config.http().host(),
                    config.http().port());
        }
        HttpsConnectorFactory tls = new HttpsConnectorFactory();
        tls.setKeyStorePath(config.http().keyStore());
        tls.setKeyStorePassword(config.http().keyStorePassword());
        tls.setKeyStoreType("PKCS12");
        tls.setDisableSniHostCheck(true);
        return connector(tls, config, config.http().host(), config.http().port());
    }

    private static ConnectorFactory admin(ServerConfig config) {
        return connector(
                new HttpConnectorFactory(), config, "127.0.0.1", config.http().adminPort());
    }

    private static HttpConnectorFactory connector(
            HttpConnectorFactory connector, ServerConfig config, String host, int port) {
        connector.setBindHost(host);
        connector.setPort(port);
        connector.setUseServerHeader(false);
        connector.setIdleTimeout(io.dropwizard.util.Duration.seconds(60));
        connector.setOutputBufferSize(DataSize.kibibytes(32));
        // A page comes in with a few reads instead of dozens.
        connector.setInputBufferSize(DataSize.kibibytes(64));
        return connector;
    }

    /** Where people and programs reach it, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        ServerConfig.Http http = house.config().http();
        return (http.tls() ? "https" : "http") + "://" + shown(http.host()) + ":" + port(0);
    }

    /** Where health and metrics are, such as {@code http://127.0.0.1:8081}. */
    public String adminUrl() {
        return "http://127.0.0.1:" + port(1);
    }

    private static String shown(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }

    private int port(int connector) {
        return ((ServerConnector) jetty.getConnectors()[connector]).getLocalPort();
    }

    /** Login and one-time password of the administrator, when this start made one. Show it once. */
    public Optional<House.FirstAdministrator> firstAdministrator() {
        return firstAdministrator;
    }

    /** The opened data folder, for those who live in the server's process. */
    public House house() {
        return house;
    }

    /** The one way bytes come in, for intake channels in the server's process. */
    public Receiving receiving() {
        return application.receiving();
    }

    /** Dictations while they are recorded. */
    RecordingDesk recordings() {
        return application.recordings();
    }

    /** A new API token for worker processes; good until {@link Accounting#revoke} or for 400 days. */
    public String workerToken() {
        Accounting accounting = house.accounting();
        UserAccount account = accounting
                .byLogin(WORKER_LOGIN)
                .orElseGet(() -> accounting.create(
                        Accounting.HOUSE, WORKER_LOGIN, "Worker", Set.of(Role.WORKER), Optional.empty()));
        return accounting.issueToken(Accounting.HOUSE, account, "worker of this server", WORKER_TOKEN);
    }

    /** Waits until the server is stopped. */
    public void join() throws InterruptedException {
        jetty.join();
    }

    /** Stops: no new requests, those that run may end within ten seconds, then everything is closed. */
    public void stop() {
        application.stopHandingOut();
        try {
            jetty.stop();
        } catch (Exception e) {
            log.warn("The server did not stop listening as it should; nothing that was answered is lost.", e);
        }
        try {
            application.close();
        } catch (Exception e) {
            log.warn("Something did not stop as it should; nothing that was answered is lost.", e);
        }
        try {
            run.remove(house.config().data());
        } catch (IOException e) {
            log.warn("The file with this run's address could not be removed; its token is worth nothing any more.", e);
        }
        house.close();
    }

    @Override
    public void close() {
        stop();
    }

    /** Where the log goes: files in the data folder, and standard output where that was asked for. */
    private static final class Logs {
        private Logs() {}

        static void begin(ServerConfig config) {
            DefaultLoggingFactory logging = new DefaultLoggingFactory();
            logging.setLevel(config.log().level());
            // It logs what it learns from, and that is words of charts.
            logging.setLoggers(Map.of("opennlp", TextNode.valueOf("WARN")));
            List<AppenderFactory<ch.qos.logback.classic.spi.ILoggingEvent>> appenders = new ArrayList<>();
            FileAppenderFactory<ch.qos.logback.classic.spi.ILoggingEvent> file = new FileAppenderFactory<>();
            file.setLogFormat("%date{ISO8601} %-5level [%X{correlation:-}] %logger{1}: %msg%n%rEx");
            appenders.add(file(config, "chartroom", file));
            if (config.log().console()) {
                appenders.add(new ConsoleAppenderFactory<>());
            }
            logging.setAppenders(appenders);
            logging.configure(new MetricRegistry(), "chartroom");
        }

        static <E extends ch.qos.logback.core.spi.DeferredProcessingAware> FileAppenderFactory<E> file(
                ServerConfig config, String name, FileAppenderFactory<E> file) {
            Path logs = config.data().resolve("logs");
            file.setCurrentLogFilename(logs.resolve(name + ".log").toString());
            file.setArchivedLogFilenamePattern(
                    logs.resolve(name + "-%d-%i.log.gz").toString());
            file.setArchivedFileCount(30);
            file.setMaxFileSize(DataSize.mebibytes(20));
            return file;
        }
    }
}
