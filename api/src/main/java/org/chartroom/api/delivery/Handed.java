package org.chartroom.api.delivery;

/** What became of handing a packet over. Which of these it is decides whether it may be tried again: a packet never leaves twice. */
public sealed interface Handed {
    /** In the other side's words, or in ours where it said nothing. */
    String said();

    /**
     * The other side took it and answers for it now; that it arrived is not shown yet.
     *
     * @param reference by which the other side calls it; empty when it says none
     */
    record Taken(String reference, String said) implements Handed {}

    /** It is where it was to go. */
    record Arrived(String said) implements Handed {}

    /**
     * It is certain that the other side has nothing.
     *
     * @param forNow whether it may be otherwise later, so that it may be tried again
     */
    record Refused(boolean forNow, String said) implements Handed {
        /** Of what was taken back before the other side had it. */
        static Refused takenBack(String why) {
            return new Refused(false, "Nothing was sent. " + why);
        }
    }

    /** All of it may have left, and nobody said what became of it. It is never tried again by itself. */
    record Unknown(String said) implements Handed {}
}
