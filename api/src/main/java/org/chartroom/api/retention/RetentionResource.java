package org.chartroom.api.retention;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.api.http.Paging;
import org.chartroom.api.http.Versions;
import org.chartroom.models.record.AuditAction;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.Role;
import org.chartroom.models.record.ScheduleVersion;
import org.jspecify.annotations.Nullable;

/** How long records are kept, and what is due. */
@Path("retention")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RetentionResource {
    private final Counter counter;
    private final Schedules schedules;
    private final DueList due;

    public RetentionResource(Counter counter, Schedules schedules, DueList due) {
        this.counter = counter;
        this.schedules = schedules;
        this.due = due;
    }

    /** What is due up to a day, a year from now when none is named. */
    @GET
    @Path("due")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public DueView due(
            @QueryParam("by") @Nullable String by,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        LocalDate today = LocalDate.ofInstant(counter.clock().instant(), counter.zone());
        DueView view = due.upTo(today, day(by, today), caller::maySee, Paging.cursor(cursor), Paging.limit(limit));
        counter.trail().part(caller, "retention", counter.facility().value(), Optional.empty(), "due");
        return view;
    }

    private static LocalDate day(@Nullable String by, LocalDate today) {
        if (by == null || by.isBlank()) {
            return today.plusYears(1);
        }
        try {
            return LocalDate.parse(by);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest("by is a day such as 2027-01-31.");
        }
    }

    /**
     * The schedule.
     *
     * @param version of the office's part; the ETag
     * @param site the office's part, as it is changed
     * @param rules all rules, those that ship among them
     * @param classes record class by code of the document type
     * @param doubts what somebody should look at
     * @param history who changed the office's part when, latest first
     */
    public record RulesView(
            int version,
            SiteSchedule site,
            List<RuleView> rules,
            Map<String, String> classes,
            Map<String, Integer> majority,
            List<String> doubts,
            List<Changed> history) {}

    /**
     * A rule with whether it is in use.
     *
     * @param ships whether it came with the program
     * @param applies whether it is of a jurisdiction of the office
     */
    public record RuleView(RetentionRule rule, boolean ships, boolean applies) {}

    /** A version of the office's part. */
    public record Changed(int version, String by, String role, Instant at, SiteSchedule site) {}

    @GET
    @Path("rules")
    @OpenTo({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
    public Response rules() {
        RulesView view = counter.store().read(this::view);
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    /** Replaces the office's part of the schedule; earlier versions stay readable. */
    @PUT
    @Path("rules")
    @OpenTo(Role.ADMINISTRATOR)
    public Response layDown(
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable SiteSchedule wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null) {
            throw ProblemException.badRequest(
                    "Send the office's part of the schedule as JSON: jurisdictions, confirmed, rules, classes.");
        }
        RulesView view = counter.store().write(records -> {
            int kept =
                    records.retention().schedule().map(ScheduleVersion::version).orElse(0);
            Versions.check(version, kept);
            records.retention()
                    .addSchedule(new ScheduleVersion(
                            kept + 1,
                            schedules.written(wanted),
                            caller.actor(),
                            counter.clock().instant()));
            counter.trail()
                    .append(
                            records,
                            caller,
                            AuditAction.ADMIN,
                            "retention",
                            "rules",
                            Optional.empty(),
                            Map.of("what", "schedule changed", "version", Integer.toString(kept + 1)));
            return view(records);
        });
        return Response.ok(view).tag(Versions.tag(view.version())).build();
    }

    private RulesView view(Records records) {
        Schedule schedule = schedules.now(records);
        List<ScheduleVersion> versions = records.retention().schedules();
        SiteSchedule site = versions.isEmpty() ? SiteSchedule.NOTHING : schedules.site(versions.getFirst());
        return new RulesView(
                schedule.version(),
                site,
                schedule.rules().stream()
                        .map(rule -> new RuleView(
                                rule,
                                schedules.ships().rules().stream()
                                                .anyMatch(each -> each.id().equals(rule.id()))
                                        && site.rules().stream()
                                                .noneMatch(each -> each.id().equals(rule.id())),
                                schedule.jurisdictions().contains(rule.jurisdiction())))
                        .toList(),
                new TreeMap<>(schedule.classes()),
                new TreeMap<>(schedule.majority()),
                site.doubts(schedules.ships()),
                versions.stream()
                        .map(each -> new Changed(
                                each.version(),
                                each.by().name(),
                                each.by().role().code(),
                                each.at(),
                                schedules.site(each)))
                        .toList());
    }
}
