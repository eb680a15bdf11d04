package org.chartroom.release.pages;

import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.ReleaseRequest;
import org.chartroom.models.release.Verdict;
import org.chartroom.release.Surroundings;

/** One rule about one page. Pure: the same page in the same surroundings gets the same verdict. */
@FunctionalInterface
interface PageRule {
    /** What the rule says of a page of the request; it need not ask whether another rule forbids it already. */
    Verdict judge(PageChoice page, ReleaseRequest request, Surroundings now);
}
