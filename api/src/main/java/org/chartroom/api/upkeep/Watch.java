package org.chartroom.api.upkeep;

/** Who waits for an errand: hears how far it is and may call it off. Called on the errand's thread, often. */
public interface Watch {
    /**
     * So much is done.
     *
     * @param step what is being done, a few words for a person
     * @param of how much there is of it; 0 where that is not known
     */
    void reached(String step, long done, long of);

    /** Whether the errand shall end early. */
    boolean calledOff();

    /** @throws CalledOffException when it shall end early */
    default void goOn() {
        if (calledOff()) {
            throw new CalledOffException();
        }
    }
}
