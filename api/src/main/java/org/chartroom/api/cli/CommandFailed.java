package org.chartroom.api.cli;

/** A command cannot go on; the message is one sentence for a person and says what to do. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailed(String message) {
        super(message);
    }
}
