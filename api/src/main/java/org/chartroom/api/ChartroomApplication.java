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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.chartroom.api.aids.AidShelf;
import org.chartroom.api.aids.AuthorsDraft;
import org.chartroom.api.aids.CorrectionsResource;
import org.chartroom.api.aids.WritingAidsResource;
import org.chartroom.api.arrivals.ArrivalsResource;
import org.chartroom.api.arrivals.TransfersResource;
import org.chartroom.api.arrivals.Uploading;
import org.chartroom.api.audit.AuditResource;
import org.chartroom.api.audit.AuditTrail;
import org.chartroom.api.auth.Access;
import org.chartroom.api.auth.AccessFilter;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.Emergencies;
import org.chartroom.api.auth.EmergencyAccessResource;
import org.chartroom.api.auth.PasswordAgain;
import org.chartroom.api.auth.SecondFactorResource;
import org.chartroom.api.auth.SessionResource;
import org.chartroom.api.auth.UsersResource;
import org.chartroom.api.chart.ChartResource;
import org.chartroom.api.chart.ChartRulesResource;
import org.chartroom.api.chart.CommunicationsResource;
import org.chartroom.api.chart.PatientCommunicationsResource;
import org.chartroom.api.chart.RulesOfCharts;
import org.chartroom.api.config.OfficeLanguages;
import org.chartroom.api.config.ServerConfig;
import org.chartroom.api.dictations.DictationsResource;
import org.chartroom.api.dictations.NoteChecks;
import org.chartroom.api.dictations.NoteDesk;
import org.chartroom.api.dictations.NotePrint;
import org.chartroom.api.dictations.NoteVersionsResource;
import org.chartroom.api.dictations.SpellingBooks;
import org.chartroom.api.dictations.TranscriptsResource;
import org.chartroom.api.documents.DocumentTypes;
import org.chartroom.api.documents.DocumentsResource;
import org.chartroom.api.documents.FilingDesk;
import org.chartroom.api.documents.FilingResource;
import org.chartroom.api.documents.HeldPasswords;
import org.chartroom.api.documents.HistoryResource;
import org.chartroom.api.documents.PageDesk;
import org.chartroom.api.documents.PageEditsResource;
import org.chartroom.api.documents.PdfCopy;
import org.chartroom.api.documents.ReadingResource;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.errors.ProblemMapper;
import org.chartroom.api.events.EventHub;
import org.chartroom.api.events.EventsResource;
import org.chartroom.api.forms.DocumentFormResource;
import org.chartroom.api.forms.FormDesk;
import org.chartroom.api.forms.FormTemplatesResource;
import org.chartroom.api.forms.MissingSignaturesResource;
import org.chartroom.api.forms.SignatureWatch;
import org.chartroom.api.http.EdgeFilter;
import org.chartroom.api.http.PagesServlet;
import org.chartroom.api.http.ProblemErrors;
import org.chartroom.api.http.UnreadBody;
import org.chartroom.api.intake.IntakeDoors;
import org.chartroom.api.json.Json;
import org.chartroom.api.openapi.OpenApiResource;
import org.chartroom.api.paper.OriginalsResource;
import org.chartroom.api.paper.RescansResource;
import org.chartroom.api.patients.AppointmentsResource;
import org.chartroom.api.patients.AutomaticFiling;
import org.chartroom.api.patients.DuplicateSearch;
import org.chartroom.api.patients.DuplicatesResource;
import org.chartroom.api.patients.MergesResource;
import org.chartroom.api.patients.PatientDirectory;
import org.chartroom.api.patients.PatientImportResource;
import org.chartroom.api.patients.PatientsResource;
import org.chartroom.api.patients.SuggestionsResource;
import org.chartroom.api.patients.TypeLessons;
import org.chartroom.api.patients.WhoseDocument;
import org.chartroom.api.preparation.PacketPrint;
import org.chartroom.api.preparation.PreparationResource;
import org.chartroom.api.quality.ProductivityResource;
import org.chartroom.api.quality.QualityResource;
import org.chartroom.api.recordings.LiveHearing;
import org.chartroom.api.recordings.LiveResource;
import org.chartroom.api.recordings.RecordingDesk;
import org.chartroom.api.recordings.RecordingsResource;
import org.chartroom.api.releases.ReleaseRooms;
import org.chartroom.api.retention.DestructionsResource;
import org.chartroom.api.retention.DueList;
import org.chartroom.api.retention.HoldsResource;
import org.chartroom.api.retention.RetentionResource;
import org.chartroom.api.retention.Schedules;
import org.chartroom.api.reviews.ReviewDesk;
import org.chartroom.api.reviews.ReviewRulesResource;
import org.chartroom.api.reviews.ReviewsResource;
import org.chartroom.api.schedule.ScheduleImportResource;
import org.chartroom.api.search.AlertWatch;
import org.chartroom.api.search.IndexFollower;
import org.chartroom.api.search.MeaningReader;
import org.chartroom.api.search.SaidResource;
import org.chartroom.api.search.SavedSearchesResource;
import org.chartroom.api.search.SearchResource;
import org.chartroom.api.search.StoredPageTexts;
import org.chartroom.api.status.HealthChecks;
import org.chartroom.api.status.HouseMetrics;
import org.chartroom.api.status.HouseState;
import org.chartroom.api.status.Meters;
import org.chartroom.api.status.StatusResource;
import org.chartroom.api.terms.TermLookup;
import org.chartroom.api.terms.TermsResource;
import org.chartroom.api.upkeep.Duties;
import org.chartroom.api.upkeep.Errand;
import org.chartroom.api.upkeep.Errands;
import org.chartroom.api.upkeep.UpkeepResource;
import org.chartroom.api.work.WorkBell;
import org.chartroom.api.work.WorkResource;
import org.chartroom.api.work.WorkersSeen;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.ingest.intake.Receiving;
import org.chartroom.models.record.Actor;
import org.chartroom.models.record.ArrivalId;
import org.chartroom.models.record.Records;
import org.chartroom.store.blob.Sweeper;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, built by hand, top to bottom. */
final class ChartroomApplication implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChartroomApplication.class);
    /** Longer than any upload or backup takes, from its last byte to its record or copy. */
    private static final Duration UNNAMED_AT_MOST = Duration.ofHours(24);

    private final House house;
    private final OfficeLanguages languages;
    private final SpellingBooks spelling;
    private final Receiving receiving;
    private final WorkBell bell = new WorkBell();
    private final LiveHearing live;
    private final RecordingDesk recordings;
    private final Counter counter;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    ChartroomApplication(House house, OfficeLanguages languages, SpellingBooks spelling) {
        this.house = house;
        this.languages = languages;
        this.spelling = spelling;
        this.live = new LiveHearing(house.clock(), house.ids());
        this.receiving = new Receiving(
                house.store(),
                house.blobs(),
                house.clock(),
                house.ids(),
                house.config().uploads().maxBytes());
        var trail = new AuditTrail(house.store(), house.clock());
        this.counter = new Counter(
                house.store(),
                house.blobs(),
                new Access(house.store(), trail),
                trail,
                house.clock(),
                house.ids(),
                house.facility(),
                house.config().office().zoneId());
        this.recordings =
                new RecordingDesk(counter, receiving, house.config().uploads().maxBytes(), live);
    }

    RecordingDesk recordings() {
        return recordings;
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
        var shelf = AidShelf.shipped();
        var terms = TermLookup.of(languages.tessdata().resolveSibling("terms"));
        var trail = counter.trail();
        var access = counter.access();
        var print = new NotePrint(config.office());
        var pdf = new PdfCopy(store, blobs, json, config.data().resolve("spool"), clock, print::of);
        var reviews = new ReviewDesk(counter);
        var texts = new StoredPageTexts(store, blobs, json);
        var directory = new PatientDirectory(store, facility, zone, RandomGenerator.getDefault());
        var learnt = new PaperTypes();
        var whose = new WhoseDocument(directory, texts, learnt, clock, zone);
        var desk = new FilingDesk(store, trail, clock, passwords, languages, whose, zone, reviews.following());
        var checks = new NoteChecks(spelling, clock);
        var notes = new NoteDesk(store, trail, clock, zone, types, checks);
        var uploading = new Uploading(receiving, store, facility, meters);
        var events = new EventHub(store, json);
        var follower = new IndexFollower(store, house.index(), clock, events::searchable);
        var alerts = new AlertWatch(house.index(), store, facility, clock, events::alerted);
        var doors = new IntakeDoors(config.intake(), receiving, facility, clock, meters);
        var state = new HouseState(
                store, blobs, house.index(), follower, seen, meters, doors, languages, clock, config.data());

        var upkeep = house.upkeep(follower);
        var errands = new Errands(upkeep, clock, ids);

        var schedules = Schedules.shipped();
        var rules = RulesOfCharts.shipped();
        var lessons = new TypeLessons(store, facility, learnt);
        var forms = new FormDesk(counter, new StoredPageTexts(store, blobs, json));
        var signatures = new SignatureWatch(counter, forms);
        List<Object> resources = new ArrayList<>();
        var secondFactors = house.secondFactors();
        resources.add(new SessionResource(house.accounting(), secondFactors, trail, clock));
        resources.add(new SecondFactorResource(secondFactors, new PasswordAgain(house.accounting(), trail, clock)));
        resources.add(new UsersResource(store, house.accounting(), secondFactors));
        var emergencies = new Emergencies(store, clock);
        resources.add(new EmergencyAccessResource(counter, emergencies, events::alerted));
        resources.add(new ArrivalsResource.FacilitiesResource(store));
        resources.add(new ArrivalsResource(counter, uploading));
        resources.add(new TransfersResource(
                counter,
                receiving,
                config.data().resolve("spool"),
                config.uploads().maxBytes()));
        resources.add(new DocumentsResource(counter, desk, types, pdf, json, reviews::opened));
        resources.add(new ReviewsResource(counter, reviews));
        resources.add(new ReviewsResource.OfDocuments(counter, reviews));
        resources.add(new ReviewRulesResource(counter, types));
        resources.add(new RescansResource(counter));
        resources.add(new RescansResource.OfDocuments(counter));
        resources.add(new OriginalsResource(counter, config.paper().keepDays(), ChartroomApplication::heldPaper));
        resources.add(new PageEditsResource(counter, new PageDesk(counter, json)));
        resources.add(new DocumentsResource.Types(types));
        resources.add(new ReadingResource(languages));
        resources.add(new HistoryResource(store, access, trail));
        resources.add(new NoteVersionsResource(store, access, trail));
        resources.add(new PatientsResource(counter, directory));
        resources.add(new MergesResource(counter, directory));
        resources.add(new DuplicatesResource(counter));
        resources.add(new PatientImportResource(counter, directory));
        resources.add(new SuggestionsResource(counter, directory, texts, learnt, types));
        resources.add(new FilingResource(counter, desk));
        resources.add(new FilingResource.Moves(counter));
        var filing = new AutomaticFiling(store, desk, directory, texts, learnt, types, config.filing(), clock, zone);
        resources.add(new AppointmentsResource(counter));
        resources.add(new ChartResource(counter, rules));
        resources.add(new ChartRulesResource(counter, rules));
        resources.add(new PatientCommunicationsResource(counter));
        resources.add(new CommunicationsResource(counter));
        resources.add(new PreparationResource(counter, rules, new PacketPrint(store, pdf, config.office())));
        resources.add(new ScheduleImportResource(counter, json));
        resources.add(new FormTemplatesResource(counter, forms, signatures));
        resources.add(new MissingSignaturesResource(counter));
        resources.add(new DocumentFormResource(counter, forms, directory::put));
        resources.add(new DocumentFormResource.OfPatient(counter));
        resources.add(new DictationsResource(counter, uploading, notes, config.dictation()));
        resources.add(new RecordingsResource(counter, recordings, live));
        resources.add(new LiveResource(counter, live, events));
        resources.add(new TranscriptsResource(
                store, access, trail, notes, new PasswordAgain(house.accounting(), trail, clock), checks));
        resources.add(new WritingAidsResource(counter, shelf));
        resources.add(new CorrectionsResource(counter));
        resources.add(new QualityResource(counter));
        resources.add(new QualityResource.Scores(counter));
        resources.add(new ProductivityResource(counter, shelf, config.dictation()));
        resources.add(new TermsResource(terms));
        resources.add(new SearchResource(house.index(), store, access, trail, facility));
        resources.add(new SaidResource(counter, house.thesaurus()));
        resources.add(new SavedSearchesResource(counter, house.index(), alerts));
        resources.add(new EventsResource(events));
        resources.add(new StatusResource(state, store, facility));
        resources.add(new AuditResource(store, trail));
        resources.add(new UpkeepResource(errands));
        resources.add(new HoldsResource(counter, schedules));
        resources.add(new DestructionsResource(
                counter,
                schedules,
                new PasswordAgain(house.accounting(), trail, clock),
                config.office(),
                config.data().resolve("spool"),
                by -> carryOut(errands, by)));
        var releases = ReleaseRooms.open(
                counter,
                receiving,
                texts,
                Objects.requireNonNull(languages.tessdata().toAbsolutePath().getParent()),
                config.data().resolve("spool"),
                config.office().name(),
                config.office().letterhead(),
                config.delivery());
        resources.addAll(releases.doors());
        resources.add(new RetentionResource(counter, schedules, new DueList(store, schedules, facility, zone)));
        resources.add(new WorkResource(
                store,
                blobs,
                clock,
                ids,
                config.work(),
                meters,
                bell,
                seen,
                passwords,
                languages,
                new AuthorsDraft(shelf)));
        Set<Class<?>> described = new LinkedHashSet<>();
        resources.forEach(resource -> described.add(resource.getClass()));
        resources.add(new OpenApiResource(described));

        environment
                .jersey()
                .register(new AccessFilter(house.accounting(), trail, emergencies, secondFactors.policy(), clock));
        environment.jersey().register(new ProblemMapper());
        environment.jersey().register(new UnreadBody());
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
        var sweeper = new Sweeper(store, blobs, clock, UNNAMED_AT_MOST);
        duties.every(Duration.ofSeconds(5), Duration.ofSeconds(30), "sample the queue", state::sample);
        duties.every(
                Duration.ofMinutes(10),
                Duration.ofHours(6),
                "destroy blobs nobody names",
                () -> upkeep.whenIdle(sweeper::sweep));
        duties.every(
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                "carry out confirmed destructions",
                upkeep::goOnDestroying);
        duties.every(Duration.ZERO, Duration.ofMinutes(15), "keep up with the patients", directory::keepUp);
        var duplicates = new DuplicateSearch(store, directory, ids, clock);
        duties.every(Duration.ofSeconds(2), Duration.ofSeconds(10), "look for duplicate charts", duplicates::keepUp);
        duties.every(Duration.ofMinutes(2), Duration.ofHours(1), "learn the types of papers", lessons::keepUp);
        duties.every(Duration.ofSeconds(20), Duration.ofMinutes(1), "look after late reviews", reviews::keepUp);
        duties.every(Duration.ofSeconds(1), Duration.ofSeconds(1), "file what files itself", filing::keepUp);
        duties.every(Duration.ofSeconds(5), Duration.ofSeconds(15), "look for missing signatures", signatures::keepUp);
        duties.every(
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                "hand in recordings that were left",
                recordings::handInWhatWasLeft);
        // Apart: an import of a hundred thousand papers keeps it busy for a while.
        var watching = new Duties();
        watching.every(Duration.ofSeconds(1), Duration.ofSeconds(2), "look what saved searches found", alerts::keepUp);
        running.push(duties);
        running.push(watching);
        running.push(terms);
        running.push(releases);
        running.push(follower);
        MeaningReader meanings = new MeaningReader(store, house.index());
        running.push(meanings);
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
        // Closed first: what runs still needs all the others.
        running.push(errands);
        follower.start();
        releases.start();
        meanings.start();
        events.start();
        // Last up and first down: what comes in must find the rest of the house.
        running.push(doors);
        doors.start();
    }

    /** Paper is kept as long as anything that came in with it. */
    private static Optional<String> heldPaper(Records records, ArrivalId arrival) {
        return records.documents().ofArrival(arrival).stream()
                .flatMap(document -> records.holds().over(document.id()).stream())
                .findFirst()
                .map(hold -> "Legal hold " + hold.id() + " is in force");
    }

    /** Another errand that runs just now does not undo a confirmation: the duty does it later. */
    private static void carryOut(Errands errands, Actor by) {
        try {
            errands.start(new Errand.Destroy(), by);
        } catch (ProblemException e) {
            log.info("A confirmed destruction waits: {}", e.getMessage());
        }
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
        live.close();
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
