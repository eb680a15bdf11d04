package org.chartroom.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chartroom.models.release.PatientMatch;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;

/** What came in, and whose records are meant. */
final class EarlyGuards {
    private EarlyGuards() {}

    static List<Reason> logged(ReleaseRequest request, Surroundings now) {
        List<Reason> missing = new ArrayList<>();
        if (request.receipt().originalSha256().isEmpty()) {
            missing.add(new Reason(Statement.S1, "The request as it came in is not kept yet."));
        }
        if (request.receipt().at().isAfter(now.now())) {
            missing.add(new Reason(Statement.S1, "The request is said to have come in later than now."));
        }
        return missing;
    }

    static List<Reason> patient(ReleaseRequest request, Surroundings now) {
        if (request.match().isEmpty()) {
            return List.of(new Reason(Statement.S2, "Nobody has said whose records they are."));
        }
        Set<PatientMatch.Item> agreed = request.match().get().agreed();
        List<Reason> missing = new ArrayList<>();
        if (agreed.size() < 2) {
            missing.add(new Reason(
                    Statement.S2, "Two things that tell one person from another have to agree with the chart."));
        }
        if (now.subject().unresolvedDuplicate()) {
            missing.add(new Reason(
                    Statement.S2, "The chart may be a duplicate: decide that first, or half the record stays behind."));
        }
        return missing;
    }
}
