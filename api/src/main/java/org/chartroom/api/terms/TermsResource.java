package org.chartroom.api.terms;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.chartroom.api.auth.OpenTo;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.index.terms.Term;
import org.chartroom.index.terms.TermIndex;
import org.chartroom.models.record.Role;
import org.jspecify.annotations.Nullable;

/**
 * Diagnoses with their ICD-10-CM codes, as suggestions for the assessment of a note. This is no coding of claims: which
 * code is billed is decided elsewhere.
 */
@Path("terms")
@Produces(MediaType.APPLICATION_JSON)
public final class TermsResource {
    private static final int USUAL = 12;
    private static final int MOST = 50;
    private static final String SUGGESTION =
            "Codes are suggestions for the assessment, not for claims: they are checked before they are used.";

    private final TermLookup terms;

    public TermsResource(TermLookup terms) {
        this.terms = terms;
    }

    /** A code with its title. */
    public record Coded(String code, String title) {}

    /**
     * A diagnosis.
     *
     * @param billable whether the code is specific enough to be used
     * @param meant the classification's words that the words asked for were taken for; empty when they are its own
     * @param meaning what it is, in plain words; empty where nobody wrote that
     * @param near other codes of the same category
     */
    public record TermView(
            String code, String title, boolean billable, String meant, String meaning, List<Coded> near) {
        static TermView of(TermIndex.Hit hit) {
            Term term = hit.term();
            return new TermView(
                    term.code(),
                    term.title(),
                    term.billable(),
                    hit.meant(),
                    hit.meaning(),
                    hit.near().stream()
                            .map(each -> new Coded(each.code(), each.title()))
                            .toList());
        }
    }

    /**
     * What was found, the best first.
     *
     * @param whole whether all of ICD-10-CM is there, or only a short list of common diagnoses
     * @param size how many terms there are
     */
    public record TermList(List<TermView> items, String system, boolean whole, int size, String note) {}

    @GET
    @OpenTo({Role.CLINICIAN, Role.TRANSCRIPTIONIST, Role.RECORDS_CLERK, Role.ADMINISTRATOR})
    public TermList terms(@QueryParam("q") @Nullable String q, @QueryParam("limit") @Nullable Integer limit) {
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw ProblemException.badRequest("limit must be within 1.." + MOST + ".");
        }
        TermIndex index = terms.index();
        List<TermView> found = q == null || q.isBlank()
                ? List.of()
                : index.find(q, most).stream().map(TermView::of).toList();
        return new TermList(found, "ICD-10-CM", terms.isWhole(), index.size(), SUGGESTION);
    }
}
