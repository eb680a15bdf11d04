package org.chartroom.api.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.auth.OpenToSignedIn;
import org.chartroom.api.intake.IntakeDoors;
import org.chartroom.api.search.Unseen;
import org.chartroom.api.work.WorkersSeen;
import org.chartroom.models.record.DocumentFilter;
import org.chartroom.models.record.DocumentKind;
import org.chartroom.models.record.FacilityId;
import org.chartroom.models.record.RecordStore;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Reviews;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.Stage;
import org.chartroom.models.record.TranscriptState;

/** How the house is doing, for people. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
    private static final int MOST_COUNTED = 500;

    private final HouseState house;
    private final RecordStore store;
    private final FacilityId facility;

    public StatusResource(HouseState house, RecordStore store, FacilityId facility) {
        this.house = house;
        this.store = store;
        this.facility = facility;
    }

    /** Everything the status page shows. */
    public record Status(
            Instant now,
            long uptimeSeconds,
            String version,
            Map<Stage, Integer> stages,
            HouseState.Queue queue,
            HouseState.Index index,
            HouseState.Storage store,
            List<WorkersSeen.Worker> workers,
            List<WorkersSeen.Speech> speech,
            List<IntakeDoors.State> intake,
            List<HouseState.Language> languages,
            Series series,
            List<HouseState.Warning> warnings) {}

    /** Plots: a point a minute. */
    public record Series(int stepSeconds, List<Meters.Point> points) {}

    @GET
    @Path("status")
    @OpenTo({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.RECORDS_CLERK})
    public Status status() {
        return new Status(
                house.now(),
                house.uptime().toSeconds(),
                house.version(),
                store.read(records -> records.documents().countByStage(facility)),
                house.queue(),
                house.index(),
                house.storage(),
                house.workers(),
                house.speech(),
                house.intake(),
                house.languages(),
                new Series(60, house.points()),
                house.warnings());
    }

    /**
     * What waits, for the counts beside the pages' names; each is counted up to 500.
     *
     * @param filing at the filing desk, without what somebody is to be called about later
     * @param searches what newly matches the caller's saved searches and was not seen by them
     * @param emergencies restricted charts opened in emergencies at which nobody has looked; for privacy officers
     */
    public record Waiting(
            int inbox,
            int needsPerson,
            int toSign,
            int dictations,
            int filing,
            int reviews,
            int reviewsLate,
            int rescans,
            int searches,
            int emergencies) {}

    @GET
    @Path("waiting")
    @OpenToSignedIn
    public Waiting waiting(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        return store.read(records -> {
            Map<Stage, Integer> stages = records.documents().countByStage(facility);
            int[] dictations = dictations(records, caller);
            Reviews.Count reviews = records.reviews().count(caller.id(), house.now());
            int paper = count(records, Set.of(Stage.READ, Stage.NEEDS_PERSON));
            return new Waiting(
                    paper,
                    stages.getOrDefault(Stage.NEEDS_PERSON, 0) + stages.getOrDefault(Stage.QUARANTINED, 0),
                    dictations[0],
                    dictations[1],
                    Math.min(MOST_COUNTED, records.filings().countWaiting(facility, house.now())),
                    reviews.open(),
                    reviews.late(),
                    records.paper().openRescans(),
                    Unseen.of(records, caller),
                    caller.is(Role.PRIVACY_OFFICER)
                            ? Math.min(MOST_COUNTED, records.emergencies().waiting())
                            : 0);
        });
    }

    private int count(Records records, Set<Stage> stages) {
        DocumentFilter paper = new DocumentFilter(
                stages,
                Set.of(
                        DocumentKind.SCAN,
                        DocumentKind.FAX,
                        DocumentKind.EMAIL,
                        DocumentKind.ELECTRONIC,
                        DocumentKind.OTHER),
                Optional.empty(),
                Optional.empty());
        return records.documents()
                .latest(facility, paper, Optional.empty(), MOST_COUNTED)
                .items()
                .size();
    }

    /** Those waiting for the caller to sign, and all that are not signed. */
    private int[] dictations(Records records, Caller caller) {
        DocumentFilter sound = new DocumentFilter(
                Set.of(Stage.RECEIVED, Stage.READING, Stage.TRANSCRIBING, Stage.READ, Stage.NEEDS_PERSON, Stage.FILED),
                Set.of(DocumentKind.DICTATION),
                Optional.empty(),
                Optional.empty());
        int[] counts = new int[2];
        records.documents()
                .latest(facility, sound, Optional.empty(), MOST_COUNTED)
                .items()
                .forEach(document -> {
                    Optional<TranscriptState> state =
                            records.dictations().latest(document.id()).map(each -> each.state());
                    if (state.filter(TranscriptState.SIGNED::equals).isPresent()) {
                        return;
                    }
                    counts[1]++;
                    boolean mine = caller.is(Role.CLINICIAN)
                            && records.dictations()
                                    .find(document.id())
                                    .filter(each -> each.author().equals(caller.id()))
                                    .isPresent();
                    if (mine && state.isPresent()) {
                        counts[0]++;
                    }
                });
        return counts;
    }
}
