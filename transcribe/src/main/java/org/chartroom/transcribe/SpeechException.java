package org.chartroom.transcribe;

/** Speech that could not be turned into words. The message is for a person and names no one and no path. */
public final class SpeechException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SpeechProblem problem;
    private final String said;

    /** @param message what happened and what to do now, for a person */
    public SpeechException(SpeechProblem problem, String message) {
        super(message);
        this.problem = problem;
        this.said = message;
    }

    /** @param message what happened and what to do now, for a person */
    public SpeechException(SpeechProblem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
        this.said = message;
    }

    /** What happened and what to do now, for a person. */
    @Override
    public String getMessage() {
        return said;
    }

    /** The kind of failure, by what can be done about it. */
    public SpeechProblem problem() {
        return problem;
    }
}
