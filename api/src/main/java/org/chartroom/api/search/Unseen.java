package org.chartroom.api.search;

import org.chartroom.api.auth.Caller;
import org.chartroom.models.record.Records;
import org.chartroom.models.record.SavedSearch;

/** How much of what newly matches somebody's saved searches they have not seen. */
public final class Unseen {
    private static final int MOST_COUNTED = 500;

    private Unseen() {}

    /** Of all their alerts, each counted up to 500. */
    public static int of(Records records, Caller caller) {
        return records.searchAlerts().of(caller.id()).stream()
                .flatMap(alert -> records.savedSearches().find(alert.search()).stream())
                .filter(search -> search.isOpenTo(caller.account()))
                .mapToInt(search -> of(records, caller, search))
                .sum();
    }

    static int of(Records records, Caller caller, SavedSearch search) {
        return records.searchAlerts().unseen(search.id(), caller.id(), caller.seesRestricted(), MOST_COUNTED);
    }
}
