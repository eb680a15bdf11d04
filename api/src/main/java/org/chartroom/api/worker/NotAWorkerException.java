package org.chartroom.api.worker;

/** The server does not take this worker's token; trying again does not help, a new token does. */
public final class NotAWorkerException extends Exception {
    private static final long serialVersionUID = 1;

    NotAWorkerException(int status) {
        super("the server refuses this worker's token (" + status
                + "): make a new one for a user with the role worker, put it into the worker's configuration and start"
                + " the worker again");
    }
}
