package org.chartroom.api.errors;

/** The problems this API answers with. Their slugs are part of the contract: added to, never renamed. */
public enum Kind {
    BAD_REQUEST("bad-request", 400, "The request cannot be understood"),
    EMPTY_FILE("empty-file", 400, "The file is empty"),
    CUT_OFF("cut-off", 400, "The upload was cut off"),
    BAD_QUERY("bad-query", 400, "The search cannot be understood"),
    NOT_SIGNED_IN("not-signed-in", 401, "Not signed in"),
    /** The password is right, and a code of the second factor is needed as well. */
    CODE_NEEDED("code-needed", 401, "A code is needed as well"),
    WRONG_CODE("wrong-code", 401, "The code is not good"),
    NOT_ALLOWED("not-allowed", 403, "Not allowed"),
    /** Who signed in has to set up a second factor first. */
    SECOND_FACTOR_REQUIRED("second-factor-required", 403, "A second factor has to be set up first"),
    NOT_FOUND("not-found", 404, "Not found"),
    WRONG_METHOD("wrong-method", 405, "Not possible here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not available in that form"),
    CONFLICT("conflict", 409, "Somebody or something was first"),
    SIMILAR_PATIENTS("similar-patients", 409, "Perhaps there already"),
    DIFFERENT_PEOPLE("different-people", 409, "These look like two people"),
    GONE("gone", 410, "No longer there"),
    STALE_VERSION("stale-version", 412, "Changed since it was read"),
    TOO_LARGE("too-large", 413, "Too large"),
    WRONG_MEDIA_TYPE("wrong-media-type", 415, "Not taken in that form"),
    BAD_RANGE("bad-range", 416, "That part is not there"),
    PRECONDITION_REQUIRED("precondition-required", 428, "Say which version you read"),
    TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts"),
    INTERNAL("internal", 500, "Something went wrong here"),
    UNAVAILABLE("unavailable", 503, "Not available now"),
    DISK_FULL("disk-full", 507, "The disk is full");

    private final String slug;
    private final int status;
    private final String title;

    Kind(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The stable name in {@code urn:chartroom:problem:SLUG}. */
    public String slug() {
        return slug;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Short words for people, the same each time. */
    public String title() {
        return title;
    }
}
