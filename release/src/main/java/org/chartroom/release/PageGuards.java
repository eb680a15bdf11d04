package org.chartroom.release;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.release.BasisProof;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageIdentity;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.release.pages.PageRules;

/** What stands against single pages. */
final class PageGuards {
    /** Those that say where the request ends, not what the page holds. */
    private static final Set<Statement> OF_SCOPE =
            EnumSet.of(Statement.S7, Statement.A18, Statement.F1, Statement.C5, Statement.C7);

    private PageGuards() {}

    static List<Reason> labels(ReleaseRequest request, Surroundings now) {
        if (request.pages().isEmpty()) {
            return List.of(new Reason(Statement.S6, "No page is selected."));
        }
        return ofPages(request, now, false);
    }

    static List<Reason> scope(ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        if (request.going().isEmpty()) {
            missing.add(new Reason(Statement.S7, "No page is left to send."));
        }
        boolean minimum = request.basis()
                .map(BasisProof::basis)
                .filter(basis -> now.book().of(basis).minimumNecessary())
                .isPresent();
        if (minimum && request.scope().isWhole() && request.justification().isBlank()) {
            missing.add(new Reason(
                    Statement.E1,
                    "The whole record is more than the minimum necessary: narrow it, or write why it is needed."));
        }
        missing.addAll(ofPages(request, now, true));
        return missing;
    }

    static List<Reason> identity(ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        if (request.going().isEmpty()) {
            missing.add(new Reason(Statement.S9, "No page is there to be checked."));
        }
        for (PageChoice page : request.going()) {
            if (page.identity().isEmpty()) {
                missing.add(of(page, Statement.S9, "has not been checked for whose it is."));
                continue;
            }
            PageIdentity identity = page.identity().get();
            if (identity.light() == PageIdentity.Light.RED) {
                missing.add(of(page, Statement.S9, "bears another patient's identifiers: take it out."));
            } else if (!identity.isProven()) {
                missing.add(of(page, Statement.S9, "does not prove whose it is: somebody has to look at it."));
            } else if (seenByCollector(request, identity)) {
                missing.add(of(page, Statement.S9, "was looked at by who selected it: somebody else has to."));
            }
        }
        return missing;
    }

    private static boolean seenByCollector(ReleaseRequest request, PageIdentity identity) {
        return identity.light() == PageIdentity.Light.AMBER
                && identity.seen()
                        .filter(seen -> seen.exception().isBlank())
                        .filter(seen ->
                                request.collector().filter(seen.by()::equals).isPresent())
                        .isPresent();
    }

    private static List<Reason> ofPages(ReleaseRequest request, Surroundings now, boolean scope) {
        Map<PageRef, Verdict> verdicts = PageRules.judge(request, now);
        List<Reason> missing = new ArrayList<>();
        for (PageChoice page : request.going()) {
            Verdict verdict = verdicts.getOrDefault(page.facts().ref(), new Verdict.Release());
            for (Reason reason : verdict.reasons()) {
                if (OF_SCOPE.contains(reason.rule()) == scope) {
                    missing.add(new Reason(reason.rule(), where(page) + ": " + reason.words()));
                }
            }
        }
        return missing;
    }

    private static Reason of(PageChoice page, Statement rule, String what) {
        return new Reason(rule, where(page) + " " + what);
    }

    private static String where(PageChoice page) {
        PageRef ref = page.facts().ref();
        return "Page " + ref.page() + " of document " + ref.document();
    }
}
