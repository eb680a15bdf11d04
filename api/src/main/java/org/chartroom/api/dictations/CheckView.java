package org.chartroom.api.dictations;

import java.util.List;
import org.chartroom.transcribe.safety.RiskClass;
import org.chartroom.transcribe.safety.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What there is to look at in a text of a note. All offsets count from 0 in the text that was checked.
 *
 * @param findings in the order of the text, not overlapping within a kind
 * @param words of the recording that are still in the text and may have been misheard, in the order of the text
 * @param rewrites of the formatter that stand in the text, or were undone in it
 * @param spelling which dictionaries were used
 * @param severe how many findings the one who signs has to look at
 */
public record CheckView(
        List<FindingView> findings,
        List<WordView> words,
        List<RewriteView> rewrites,
        SpellingView spelling,
        int severe) {

    /** What kind of finding it is. */
    public enum FindingKind {
        /** Of the safety linter. */
        SAFETY,
        /** It contradicts the chart opened. */
        CHART,
        /** It was spoken so that it can be read in two ways. */
        TWO_READINGS,
        /** Something was not understood, or left open. */
        BLANK,
        /** No dictionary has the word. */
        SPELLING
    }

    /**
     * A place of the text to look at.
     *
     * @param key the same for the same finding in every check, for {@code looked} when signing
     * @param found the characters themselves
     * @param rule stable name
     * @param source whose rule it is
     * @param reason a sentence for the person who decides
     * @param fix what it can only mean, null where a person has to decide
     * @param suggestions what may be meant, best first
     * @param severe whether the one who signs has to look at it
     * @param risk 0..100, for the order in which to look
     * @param seconds where in the recording, where known
     */
    public record FindingView(
            String key,
            FindingKind kind,
            int start,
            int end,
            String found,
            Severity severity,
            String rule,
            String source,
            String reason,
            @Nullable String fix,
            List<String> suggestions,
            boolean severe,
            int risk,
            @Nullable Double seconds) {}

    /**
     * A word that may have been misheard.
     *
     * @param confidence of the speech engine, 0..1
     * @param what what it is that makes a mistake here worse
     * @param reason in words
     * @param risk 0..100, for the order in which to look
     * @param seconds where it starts in the recording
     */
    public record WordView(
            int start,
            int end,
            String word,
            double confidence,
            RiskClass what,
            String reason,
            int risk,
            double seconds) {}

    /**
     * A rewrite of the formatter.
     *
     * @param stands whether it stands in the text; if not, its words stand there as spoken
     * @param spoken the words
     * @param written what the rule made of them
     * @param change what to put where to undo it or, where it was undone, to do it again
     * @param seconds where its words start in the recording
     */
    public record RewriteView(
            int start,
            int end,
            boolean stands,
            String spoken,
            String written,
            String rule,
            int firstWord,
            int lastWord,
            ChangeView change,
            double seconds) {}

    /** Characters start..end are replaced by the text. */
    public record ChangeView(int start, int end, String text) {}

    /**
     * @param dictionaries names of those in use; none where spelling is not checked
     * @param hint what to do to have spelling checked, null where it is
     */
    public record SpellingView(
            List<String> dictionaries, @Nullable String hint) {}
}
