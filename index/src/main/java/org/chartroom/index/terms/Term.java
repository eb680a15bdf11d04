package org.chartroom.index.terms;

/**
 * A diagnosis of ICD-10-CM.
 *
 * @param code with its dot, such as {@code E11.9}
 * @param title as the classification words it
 * @param billable whether the code is specific enough to be used; headings are not
 */
public record Term(String code, String title, boolean billable) {
    public Term {
        if (code.isBlank() || title.isBlank()) {
            throw new IllegalArgumentException("a term needs a code and a title");
        }
    }

    /** The three characters that say what the diagnosis is of, such as {@code E11}. */
    public String category() {
        return code.length() < 3 ? code : code.substring(0, 3);
    }

    /** {@code E119} or {@code e11.9} as it is written, {@code E11.9}. */
    static String dotted(String code) {
        String bare = code.strip().replace(".", "").toUpperCase(java.util.Locale.ROOT);
        return bare.length() <= 3 ? bare : bare.substring(0, 3) + "." + bare.substring(3);
    }
}
