package org.chartroom.index.lucene;

/** What part a token plays; travels as the token's flags. */
enum TokenKind {
    /** One word or number; each takes a position of its own. */
    PART,
    /** Several parts as typed ({@code 120/80}, {@code follow-up} as {@code followup}), at the first one's position. */
    WHOLE,
    /** The same part in another spelling ({@code mueller} for {@code müller}). */
    VARIANT,
    /** A piece of a part ({@code a1c} of {@code HbA1c}). */
    PIECE,
    /** The base form of a part, marked by {@link WordFormsFilter#MARK}. */
    STEM,
    /** Two or three common parts that follow each other, at the last one's position; see {@link CommonWords}. */
    ROW;

    private static final TokenKind[] KINDS = values();

    static TokenKind ofFlags(int flags) {
        return KINDS[flags];
    }
}
