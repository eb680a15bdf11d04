package org.chartroom.models.text;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How pages are read.
 *
 * @param languages of the text, names of OCR data such as {@code eng} or {@code chi_sim}, the likeliest first; at least one
 * @param layout how the text lies on the page
 * @param clearing what is done to the copy that is read; the page people see is never cleared
 */
public record ReadSettings(List<String> languages, Layout layout, Clearing clearing) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z_]{1,30}");

    /** More would make each page slow and none surer. */
    private static final int MOST = 5;

    public ReadSettings {
        languages = List.copyOf(languages);
        if (languages.isEmpty() || languages.size() > MOST) {
            throw new IllegalArgumentException("pages are read in 1 to " + MOST + " languages");
        }
        for (String language : languages) {
            if (!NAME.matcher(language).matches()) {
                throw new IllegalArgumentException(
                        "'" + language + "' is no name of OCR data; names are such as eng, spa or chi_sim");
            }
        }
        if (new HashSet<>(languages).size() != languages.size()) {
            throw new IllegalArgumentException("each language is named once");
        }
    }

    /** How the text lies on a page. Names are stored: added to, never renamed. */
    public enum Layout {
        /** Found out. */
        AUTOMATIC,
        /** One block whose rows belong together, such as a form, a table or a bill. */
        FORM,
        /** A few words here and there, such as on a card or a label. */
        SCATTERED
    }

    /** What is done to the copy of a page that is read. Names are stored: added to, never renamed. */
    public enum Clearing {
        /** Edges, lines, specks and shading are taken off. */
        CLEARED,
        /** Nothing: clearing can take faint or broken print away. */
        AS_IT_IS
    }

    /** The usual way, in these languages. */
    public static ReadSettings in(List<String> languages) {
        return new ReadSettings(languages, Layout.AUTOMATIC, Clearing.CLEARED);
    }

    /** What differs from the usual way, in words, such as {@code as a form, not cleared}; empty when nothing does. */
    public String words() {
        String how = switch (layout) {
            case AUTOMATIC -> "";
            case FORM -> "as a form";
            case SCATTERED -> "as a card";
        };
        return switch (clearing) {
            case CLEARED -> how;
            case AS_IT_IS -> how.isEmpty() ? "not cleared" : how + ", not cleared";
        };
    }
}
