package org.chartroom.api.releases;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.Labels;
import org.chartroom.models.release.SensitiveLabel;
import org.jspecify.annotations.Nullable;

/** How sensitive pages are, and which stay. */
@Path("releases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LabelStep {
    private final ReleaseDeskCounter desk;

    LabelStep(ReleaseDeskCounter desk) {
        this.desk = desk;
    }

    /** What a person decided of pages. Permits say by what right a page may leave although it bears the label. */
    public record LabelWrite(
            @Nullable List<PageAt> pages,
            @Nullable Set<SensitiveLabel> labels,
            @Nullable Map<SensitiveLabel, String> permits) {}

    /** Pages that stay, and why; an empty reason lets them go again. */
    public record WithholdWrite(
            @Nullable List<PageAt> pages, @Nullable String reason) {}

    /** Decides of pages whether they are sensitive. */
    @POST
    @Path("{id}/label")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response label(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable LabelWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.pages() == null || wanted.labels() == null) {
            throw ProblemException.badRequest("Send pages and labels; no label says that they are not sensitive.");
        }
        Set<SensitiveLabel> labels = wanted.labels();
        Map<SensitiveLabel, String> permits = wanted.permits() == null ? Map.of() : wanted.permits();
        Set<PageAt> at = Set.copyOf(wanted.pages());
        return desk.step(caller, id, version, "sensitivity decided", (_, before, now) -> {
            ReleaseDeskCounter.requireNotSent(before);
            try {
                Labels decided = new Labels(labels, permits, caller.id(), now.now());
                return before.withPages(PageAt.each(before, at, page -> page.labelled(decided)));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("Nothing was decided: " + e.getMessage() + ".");
            }
        });
    }

    /** Keeps pages back, with the reason that the letter gives. */
    @POST
    @Path("{id}/withhold")
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Response withhold(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String version,
            @Nullable WithholdWrite wanted,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        if (wanted == null || wanted.pages() == null) {
            throw ProblemException.badRequest("Send pages and the reason.");
        }
        Set<PageAt> at = Set.copyOf(wanted.pages());
        String reason = Given.line(wanted.reason());
        return desk.step(caller, id, version, "pages withheld", (_, before, _) -> {
            ReleaseDeskCounter.requireNotSent(before);
            return before.withPages(PageAt.each(before, at, page -> page.withheld(reason)));
        });
    }
}
