package org.chartroom.api.cli;

/**
 * One thing {@code doctor} looked at.
 *
 * @param name stable, in lower case, such as {@code ocr-data}
 * @param state how it is
 * @param found what was found, one line
 * @param todo what to do about it; empty when all is well
 */
record Check(String name, State state, String found, String todo) {
    private static final long ROOM_NEEDED = 500L << 20;

    /** How a thing is. */
    enum State {
        /** As it should be. */
        OK,
        /** The main job works without it, something is less good. */
        WARNING,
        /** The main job does not work. */
        FAILED
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    /** Whether a disk has room for the main job. @param free in bytes */
    static Check room(String name, long free, String found) {
        return free < ROOM_NEEDED
                ? failed(name, found, "free some space: less than " + (ROOM_NEEDED >> 20) + " MB is left")
                : ok(name, found);
    }

    static Check warning(String name, String found, String todo) {
        return new Check(name, State.WARNING, found, todo);
    }

    static Check failed(String name, String found, String todo) {
        return new Check(name, State.FAILED, found, todo);
    }
}
