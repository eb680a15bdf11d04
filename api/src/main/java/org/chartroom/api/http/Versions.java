package org.chartroom.api.http;

import jakarta.ws.rs.core.EntityTag;
import org.chartroom.api.errors.Kind;
import org.chartroom.api.errors.ProblemException;
import org.jspecify.annotations.Nullable;

/** Versions as ETags: who writes says which version they read. */
public final class Versions {
    private Versions() {}

    /** The ETag of a version. */
    public static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /**
     * Checks an {@code If-Match} header against the version that is kept.
     *
     * @throws ProblemException when it is missing or names another version
     */
    public static void check(@Nullable String ifMatch, int kept) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new ProblemException(
                    Kind.PRECONDITION_REQUIRED, "Nothing was changed. Send the ETag you read in the If-Match header.");
        }
        if (!ifMatch.strip().equals("\"" + kept + "\"")) {
            throw new ProblemException(
                    Kind.STALE_VERSION,
                    "Somebody changed it since you read it. Nothing of yours was kept. Read it again, then decide.");
        }
    }
}
