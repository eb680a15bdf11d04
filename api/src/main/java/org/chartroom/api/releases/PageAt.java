package org.chartroom.api.releases;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.chartroom.api.errors.ProblemException;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.release.PageChoice;
import org.chartroom.models.release.PageRef;
import org.chartroom.models.release.ReleaseRequest;
import org.jspecify.annotations.Nullable;

/** One page of a document. */
public record PageAt(@Nullable DocumentId document, int page) {
    static PageAt of(PageChoice page) {
        PageRef ref = page.facts().ref();
        return new PageAt(ref.document(), ref.page());
    }

    /** The pages of a request with those that are meant changed; all of them have to be selected. */
    static List<PageChoice> each(ReleaseRequest request, Set<PageAt> at, UnaryOperator<PageChoice> change) {
        Set<PageAt> there = new HashSet<>();
        List<PageChoice> pages = new ArrayList<>();
        for (PageChoice page : request.pages()) {
            there.add(of(page));
            pages.add(at.contains(of(page)) ? change.apply(page) : page);
        }
        if (!there.containsAll(at)) {
            throw ProblemException.badRequest("A page is not among those selected. Nothing was changed.");
        }
        return pages;
    }
}
