package org.chartroom.index.query;

/**
 * The query language people type. Any text gives a {@link SearchQuery} or a {@link BadQuery}: nothing is thrown, and size
 * and depth are bounded, so that no text is dear to answer.
 *
 * <p>Words side by side ({@code knee arthroscopy tear}) find pages with all of them, and below these the pages that lack only
 * such of them as say little. {@code AND}, {@code OR}, {@code NOT}, {@code -word} and round brackets combine words, {@code AND}
 * binds tighter than {@code OR}; operators are written in capitals. Where {@code AND}, {@code OR} or a bracket is written, words
 * must match as that says; phrases, fields and negations always must. {@code "exact phrases"}, within
 * {@code "a few words"~3} of each other, {@code chol*} for beginnings, {@code metoprolol~} for spellings like it, and
 * {@code field:value} with the fields of {@link QueryField}: {@code title:"consent form"}, {@code kind:fax},
 * {@code date:2024}, {@code date:2024-01..2024-06}, {@code author:(smith OR jones)}.
 */
public final class QueryLanguage {
    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 1000;

    /** The most words, phrases and ranges in one query. */
    public static final int MAX_LEAVES = 64;

    /** The most words with a {@code *} or a {@code ~} in one query: each may stand for many. */
    public static final int MAX_OPEN_WORDS = 8;

    /** How deep brackets and negations may nest. */
    public static final int MAX_DEPTH = 20;

    /** The fewest letters or digits before a {@code *}. */
    public static final int MIN_PREFIX = 2;

    /** The fewest letters or digits before a {@code ~}. */
    public static final int MIN_FUZZY = 4;

    /** The widest {@code "..."~n}. */
    public static final int MAX_SLOP = 50;

    private QueryLanguage() {}

    /** What the text asks for. A text of nothing but white space asks for everything. */
    public static ParsedQuery parse(String text) {
        try {
            return new QueryParser(text).parse();
        } catch (WrongQueryException wrong) {
            return new BadQuery(wrong.position(), wrong.text(), working(wrong.suggestion(), text));
        }
    }

    /** The suggestion if it would work, else the bare words of the text, else nothing. */
    private static String working(String suggestion, String text) {
        if (!suggestion.isBlank() && works(suggestion)) {
            return suggestion.strip();
        }
        StringBuilder words = new StringBuilder();
        text.codePoints()
                .limit(MAX_LENGTH / 2)
                .map(c -> Character.isLetterOrDigit(c) ? c : ' ')
                .forEach(words::appendCodePoint);
        String[] bare = words.toString().strip().split(" +");
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < bare.length && i < MAX_LEAVES; i++) {
            if (!bare[i].isEmpty() && !Operator.isOperator(bare[i])) {
                plain.append(plain.isEmpty() ? "" : " ").append(bare[i]);
            }
        }
        return !plain.isEmpty() && works(plain.toString()) ? plain.toString() : "";
    }

    private static boolean works(String text) {
        try {
            new QueryParser(text).parse();
            return true;
        } catch (WrongQueryException wrong) {
            return false;
        }
    }
}
