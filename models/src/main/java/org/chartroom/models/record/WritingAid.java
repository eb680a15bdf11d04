package org.chartroom.models.record;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text that is kept to be put into notes. It may have fields, {@code [field]} and {@code [field:default]}, that are
 * filled in the note.
 *
 * @param owner whose own it is; empty for the office's
 * @param name unique among those of the same kind and owner, compared without case; a macro's is also what is typed after
 *     a dot, so it has no spaces
 * @param workType the kind of work it is for, empty for every kind
 * @param spoken words after "insert" that put it into a dictation, lower case, single spaces; empty for none
 * @param starts whether a new note of that kind of work is offered it
 * @param version from 1, counts its changes
 */
public record WritingAid(
        WritingAidId id,
        Kind kind,
        Optional<UserId> owner,
        String name,
        String workType,
        String spoken,
        boolean starts,
        String text,
        UserId changedBy,
        Instant changedAt,
        int version) {
    private static final Pattern SHORT_NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,40}");
    private static final Pattern SPOKEN = Pattern.compile("(?:\\p{L}[\\p{L}']*(?: \\p{L}[\\p{L}']*)*)?");
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TEXT = 20_000;

    public WritingAid {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + LONGEST_NAME + " characters");
        }
        if (kind == Kind.MACRO && !SHORT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a macro is 1 to 40 letters, digits, '-' or '_'");
        }
        if (workType.length() > LONGEST_NAME || spoken.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("workType and spoken must be at most " + LONGEST_NAME + " characters");
        }
        if (!SPOKEN.matcher(spoken).matches()) {
            throw new IllegalArgumentException("spoken must be words as they are said, such as: normal cardiac exam");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("text must be 1 to " + LONGEST_TEXT + " characters");
        }
        if (starts && (kind != Kind.TEMPLATE || workType.isBlank())) {
            throw new IllegalArgumentException("only a template for one kind of work can start new notes");
        }
    }

    /** What a writing aid is for. */
    public enum Kind {
        /** A whole note to start from. */
        TEMPLATE,
        /** A short text that is put in by typing its name, or by saying it. */
        MACRO
    }
}
