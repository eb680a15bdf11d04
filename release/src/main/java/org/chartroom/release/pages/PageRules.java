package org.chartroom.release.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Statement;
import org.chartroom.models.release.Verdict;
import org.chartroom.release.Surroundings;

/** All rules about pages. Every one judges every page; the strictest wins and all reasons are kept. */
public final class PageRules {
    private static final List<PageRule> ALL = List.of(
            new LabelRules.Decided(),
            new LabelRules.Permitted(),
            new LabelRules.Psychotherapy(),
            new LabelRules.NotOfAccess(),
            new LabelRules.SelfPaid(),
            new LabelRules.MinorConsented(),
            new PartTwoRule(),
            new ScopeRules.AskedFor(),
            new ScopeRules.Authorised(),
            new ScopeRules.OfRepresentative(),
            new ScopeRules.DirectiveElectronic());

    private PageRules() {}

    /** The verdict on every page that was selected, in its order; also on those that a person decided to keep. */
    public static Map<PageRef, Verdict> judge(ReleaseRequest request, Surroundings now) {
        Map<PageRef, Verdict> verdicts = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (PageChoice page : request.pages()) {
            List<Verdict> all = new ArrayList<>();
            for (PageRule rule : ALL) {
                all.add(rule.judge(page, request, now));
            }
            if (page.goes() && !seen.add(page.facts().sha256())) {
                all.add(Verdict.withhold(Statement.C5, "The same page is in the packet already: it is produced once."));
            }
            verdicts.put(page.facts().ref(), Verdict.strictest(all));
        }
        return verdicts;
    }
}
