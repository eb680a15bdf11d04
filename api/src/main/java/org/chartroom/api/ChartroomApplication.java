package org.chartroom.api;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chartroom.api.arrivals.ArrivalsResource;
import org.chartroom.api.arrivals.Uploading;
import org.chartroom.api.audit.AuditResource;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.AccessFilter;
import org.chartroom.api.auth.SessionResource;
import org.chartroom.api.auth.UsersResource;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.dictations.DictationsResource;
import org.chartroom.api.dictations.NoteDesk;
import org.chartroom.api.dictations.TranscriptsResource;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.documents.DocumentsResource;
import org.chartroom.api.documents.FilingDesk;
import org.chartroom.api.documents.HeldPasswords;
import org.chartroom.api.documents.PdfCopy;
import org.chartroom.api.errors.ProblemMapper;
import org.chartroom.api.events.EventHub;
import org.chartroom.api.events.EventsResource;
import org.chartroom.api.http.EdgeFilter;
import org.chartroom.api.http.PagesServlet;
import org.chartroom.api.http.ProblemErrors;
import org.chartroom.api.intake.IntakeDoors;
import org.chartroom.api.json.Json;
import org.chartroom.api.openapi.OpenApiResource;
import org.chartroom.api.patients.AppointmentsResource;
import org.chartroom.api.patients.PatientsResource;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.search.SearchResource;
import org.chartroom.api.status.HealthChecks;
import org.chartroom.api.status.HouseMetrics;
import org.chartroom.api.status.HouseState;
import org.chartroom.api.status.Meters;
import org.chartroom.api.status.StatusResource;
import org.chartroom.api.upkeep.BlobSweeper;
import org.chartroom.api.upkeep.Duties;
import org.chartroom.api.work.WorkBell;
import org.chartroom.api.work.WorkResource;
import org.chartroom.api.work.WorkersSeen;
import org.chartroom.ingest.intake.Receiving;
import org.glassfish.jersey.server.ServerProperties;

/** The server, built by hand, top to bottom. */
final class ChartroomApplication implements AutoCloseable {
    private final House house;
    private final Receiving receiving;
    private final WorkBell bell = new WorkBell();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    ChartroomApplication(House house) {
        this.house = house;
        this.receiving = new Receiving(
                house.store(),
                house.blobs(),
                house.clock(),
                house.ids(),
                house.config().uploads().maxBytes());
    }

    Receiving receiving() {
        return receiving;
    }

    /** Puts everything together; nothing listens yet. */
    void run(Environment environment) {
        ServerConfig config = house.config();
        var store = house.store();
        var blobs = house.blobs();
        var clock = house.clock();
        var ids = house.ids();
        var facility = house.facility();
        var zone = config.office().zoneId();
        ObjectMapper json = environment.getObjectMapper();

        var meters = new Meters(clock);
        var seen = new WorkersSeen(clock);
        var passwords = new HeldPasswords();
        var types = DocumentTypes.shipped();
        var trail = new AuditTrail(store, clock);
        var access = new Access(store, trail);
        var pdf = new PdfCopy(store, blobs, json, config.data().resolve("spool"), clock);
        var desk = new FilingDesk(store, trail, clock, passwords);
        var notes = new NoteDesk(store, trail, clock, zone, types);
        var uploading = new Uploading(receiving, store, facility, meters);
        var follower = new IndexFollower(store, house.index(), clock);
        var events = new EventHub(store, json);
        var doors = new IntakeDoors(config.intake(), receiving, facility, clock, meters);
        var state = new HouseState(store, blobs, house.index(), follower, seen, meters, doors, clock, config.data());

        List<Object> resources = new ArrayList<>();
        resources.add(new SessionResource(house.accounting(), trail, clock));
        resources.add(new UsersResource(store, house.accounting()));
        resources.add(new ArrivalsResource.FacilitiesResource(store));
        resources.add(new ArrivalsResource(store, blobs, uploading, access, trail, facility, zone));
        resources.add(new DocumentsResource(store, blobs, access, trail, desk, pdf, json, facility));
        resources.add(new DocumentsResource.Types(types));
        resources.add(new PatientsResource(store, access, trail, clock, ids, facility, zone));
        resources.add(new AppointmentsResource(store, access, trail, clock, ids, facility));
        resources.add(new DictationsResource(store, blobs, uploading, access, trail, notes, facility));
        resources.add(new TranscriptsResource(store, access, trail, notes));
        resources.add(new SearchResource(house.index(), store, access, trail, facility));
        resources.add(new EventsResource(events));
        resources.add(new StatusResource(state, store, facility));
        resources.add(new AuditResource(store, trail));
        resources.add(new WorkResource(store, blobs, clock, ids, config.work(), meters, bell, seen, passwords));
        Set<Class<?>> described = new LinkedHashSet<>();
        resources.forEach(resource -> described.add(resource.getClass()));
        resources.add(new OpenApiResource(described));

        environment.jersey().register(new AccessFilter(house.accounting(), trail));
        environment.jersey().register(new ProblemMapper());
        resources.forEach(environment.jersey()::register);
        // Events must leave at once, not when a buffer is full; Jetty gathers small answers by itself.
        environment.jersey().property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        environment.jersey().property(ServerProperties.WADL_FEATURE_DISABLE, true);

        var edge = environment.servlets().addFilter("edge", new EdgeFilter(ids));
        edge.setAsyncSupported(true);
        edge.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.servlets().addServlet("pages", new PagesServlet()).addMapping("/");
        environment.getApplicationContext().setErrorHandler(new ProblemErrors(json));

        HealthChecks.register(environment.healthChecks(), state, store, follower, clock, config.data());
        environment
                .admin()
                .addServlet("prometheus", HouseMetrics.servlet(environment.metrics(), state, meters))
                .addMapping("/metrics");

        var duties = new Duties();
        var sweeper = new BlobSweeper(store, blobs, clock);
        duties.every(Duration.ofSeconds(5), Duration.ofSeconds(30), "sample the queue", state::sample);
        duties.every(Duration.ofMinutes(10), Duration.ofHours(6), "destroy blobs nobody names", sweeper::sweep);
        running.push(duties);
        running.push(follower);
        running.push(events);
        running.push(store.watch(commit -> {
            if (!commit.changes().isEmpty()) {
                follower.wake();
            }
            if (!commit.documents().isEmpty()) {
                bell.ring();
            }
            events.committed(commit);
        }));
        follower.start();
        events.start();
        // Last up and first down: what comes in must find the rest of the house.
        running.push(doors);
        doors.start();
    }

    /** A fresh Dropwizard environment with the house's JSON. */
    static Environment environment() {
        return new Environment(
                "chartroom",
                Json.mapper(),
                jakarta.validation.Validation.buildDefaultValidatorFactory(),
                new MetricRegistry(),
                ChartroomApplication.class.getClassLoader(),
                new HealthCheckRegistry(),
                new io.dropwizard.core.Configuration());
    }

    /** Wakes those who wait for work, so that they answer and go. */
    void stopHandingOut() {
        bell.close();
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
