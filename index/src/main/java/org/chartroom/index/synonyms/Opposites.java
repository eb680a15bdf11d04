package org.chartroom.index.synonyms;

import java.util.List;
import java.util.Locale;

/** Words that differ by a letter or two and mean the opposite or something else: a search never takes one for the other. */
public final class Opposites {
    private record Pair(String one, String other) {
        boolean parts(String a, String b) {
            return a.startsWith(one) && b.startsWith(other) || a.startsWith(other) && b.startsWith(one);
        }
    }

    /** Beginnings. Drug names are from the pairs that ISMP lists as confused. */
    private static final List<Pair> PAIRS = List.of(
            new Pair("hypo", "hyper"),
            new Pair("intra", "inter"),
            new Pair("abduct", "adduct"),
            new Pair("afferent", "efferent"),
            new Pair("ileum", "ilium"),
            new Pair("macro", "micro"),
            new Pair("ante", "anti"),
            new Pair("prednisone", "prednisolone"),
            new Pair("lamictal", "lamisil"),
            new Pair("celebrex", "cerebyx"),
            new Pair("celexa", "celebrex"),
            new Pair("chlorpromazine", "chlorpropamide"),
            new Pair("clonidine", "clonazepam"),
            new Pair("hydralazine", "hydroxyzine"),
            new Pair("vinblastine", "vincristine"),
            new Pair("zantac", "zyrtec"));

    private Opposites() {}

    /** Whether one must not be taken for the other; single words, in any case. */
    public static boolean apart(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        return PAIRS.stream().anyMatch(pair -> pair.parts(a, b));
    }
}
