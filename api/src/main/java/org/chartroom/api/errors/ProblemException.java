package org.chartroom.api.errors;

import java.util.Map;

/** Ends a request with a problem the caller can act on. Its message goes to the caller: nothing internal, no names. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final transient Map<String, Object> more;

    /** @param detail what happened, what was kept, what to do now */
    public ProblemException(Kind kind, String detail) {
        this(kind, detail, Map.of());
    }

    /** @param more further members of the problem answer */
    public ProblemException(Kind kind, String detail, Map<String, Object> more) {
        super(detail);
        this.kind = kind;
        this.more = Map.copyOf(more);
    }

    /** There is no such thing, or the caller may not know of it. */
    public static ProblemException notFound(String what) {
        return new ProblemException(
                Kind.NOT_FOUND, "There is no such " + what + ", or it is not open to you. Check the address.");
    }

    /** The request has a part that cannot be. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Kind.BAD_REQUEST, detail);
    }

    public Kind kind() {
        return kind;
    }

    /** Further members of the problem answer. */
    public Map<String, Object> more() {
        return more;
    }
}
