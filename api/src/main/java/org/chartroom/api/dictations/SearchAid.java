package org.chartroom.api.dictations;

/** Speech engines whose drafts help to find a recording, and are too often wrong to be relied upon unheard. */
final class SearchAid {
    private SearchAid() {}

    /** @param engine as a transcript names it */
    static boolean is(String engine) {
        return engine.equals("pocketsphinx");
    }
}
