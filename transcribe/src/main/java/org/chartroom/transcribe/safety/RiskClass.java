package org.chartroom.transcribe.safety;

/** What a misheard word can do. */
public enum RiskClass {
    /** Another drug. */
    DRUG("a drug name", 4),
    /** Another amount: numbers and units. */
    DOSE("a number or unit", 4),
    /** The other side. */
    SIDE("a side", 4),
    /** The opposite. */
    NEGATION("a denial", 4),
    /** A word that sounds like one that means something else. */
    LOOK_ALIKE("easily taken for another word", 3),
    /** Any other word. */
    OTHER("", 1);

    private final String words;
    private final int weight;

    RiskClass(String words, int weight) {
        this.words = words;
        this.weight = weight;
    }

    /** What such a word is, for people; empty for any other word. */
    public String words() {
        return words;
    }

    /** How many times as bad as with any other word a mistake is. */
    public int weight() {
        return weight;
    }
}
