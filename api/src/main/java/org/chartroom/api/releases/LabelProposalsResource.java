package org.chartroom.api.releases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.api.auth.Caller;
import org.chartroom.api.auth.Counter;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.Role;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.SensitiveLabel;
import org.chartroom.release.pages.LabelProposals;

/** What looks sensitive among the pages of a request. A person decides; see the label step. */
@Path("releases/{id}/proposals")
@Produces(MediaType.APPLICATION_JSON)
public final class LabelProposalsResource {
    private final ReleaseDeskCounter desk;
    private final Counter counter;
    private final LabelProposals proposals = LabelProposals.shipped();

    LabelProposalsResource(ReleaseDeskCounter desk) {
        this.desk = desk;
        this.counter = desk.counter();
    }

    /**
     * A label for a page.
     *
     * @param code as other systems call it
     * @param why in words
     * @param words what stands on the page
     */
    public record Proposed(SensitiveLabel label, String code, String name, String why, String words) {}

    /** A page with what is proposed for it; nothing is where nothing stands out. */
    public record PageProposals(DocumentId document, int page, boolean decided, List<Proposed> proposed) {}

    /** All pages of the request, in their order. */
    public record Proposals(List<PageProposals> pages) {}

    @GET
    @OpenTo({Role.RECORDS_CLERK, Role.PRIVACY_OFFICER})
    public Proposals proposals(@PathParam("id") String id, @Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        record Seen(Proposals shown, Optional<PatientId> patient) {}
        Seen seen = counter.store().read(records -> {
            ReleaseRequest kept = desk.find(records, caller, id);
            Optional<Patient> patient =
                    kept.patient().flatMap(each -> records.patients().find(each));
            List<PageProposals> pages = new ArrayList<>();
            for (PageChoice choice : kept.pages()) {
                PageRef ref = choice.facts().ref();
                String text = records.documents()
                        .page(ref.document(), ref.page())
                        .map(page -> page.text())
                        .orElse("");
                String type = records.documents()
                        .find(ref.document())
                        .flatMap(document -> document.type())
                        .map(DocumentType::display)
                        .orElse("");
                LabelProposals.Seen looked = new LabelProposals.Seen(
                        text,
                        type,
                        patient.filter(each -> wasMinor(each, choice)).isPresent(),
                        patient.filter(Patient::restricted).isPresent());
                pages.add(new PageProposals(
                        ref.document(),
                        ref.page(),
                        choice.labels().isPresent(),
                        proposals.of(looked).stream()
                                .map(each -> new Proposed(
                                        each.label(),
                                        each.label().code(),
                                        each.label().words(),
                                        each.why(),
                                        each.words()))
                                .toList()));
            }
            return new Seen(new Proposals(pages), kept.patient());
        });
        counter.trail().part(caller, ReleaseDeskCounter.KIND, id, seen.patient(), "proposals");
        return seen.shown();
    }

    private boolean wasMinor(Patient patient, PageChoice page) {
        LocalDate day = page.facts()
                .date()
                .orElseGet(() -> LocalDate.ofInstant(counter.clock().instant(), counter.zone()));
        return day.isBefore(patient.birthDate().plusYears(desk.book().majority()));
    }
}
