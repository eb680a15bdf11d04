package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;

/** Words that say what a number near them is. */
final class Triggers {
    /** What a number belongs to; a row of {@code triggers.tsv} each, which says what follows from it. */
    enum Context {
        BLOOD_PRESSURE,
        READING,
        ANALYTE,
        TEMPERATURE,
        ACIDITY,
        FIGURE,
        RATIO,
        RATIO_AFTER,
        IDENTIFIER,
        TELEPHONE,
        SIGNED,
        VISION,
        GLEASON,
        YEAR,
        CLOCK_BEFORE,
        CLOCK_AFTER,
        HEART,
        SPINE,
        SUTURE,
        BLADE,
        STAGED_IN_FIGURES,
        FILLER,
        SENTENCE
    }

    private static final int REACH = 6;

    private final Map<Context, List<List<String>>> phrases = new HashMap<>();
    private final Map<Context, Set<String>> words = new HashMap<>();

    Triggers() {
        for (List<String> row : ShippedTable.rows(Triggers.class, "triggers.tsv")) {
            Context context =
                    Context.valueOf(row.get(0).toUpperCase(Locale.ROOT).replace('-', '_'));
            List<List<String>> spoken = new ArrayList<>();
            for (String phrase : row.get(1).split("\\|")) {
                spoken.add(List.of(phrase.split(" ")));
                if (!phrase.contains(" ")) {
                    words.computeIfAbsent(context, none -> new HashSet<>()).add(phrase);
                }
            }
            phrases.put(context, spoken);
        }
    }

    /** Whether one of the context's phrases stands a few words before the index, in the same sentence. */
    boolean near(Utterance utterance, int index, Context context) {
        for (int back = index; back > 0 && back > index - REACH; back--) {
            if (endsAt(utterance, back, context)) {
                return true;
            }
            if (isWord(utterance.at(back - 1), Context.SENTENCE)) {
                return false;
            }
        }
        return false;
    }

    /** Like {@link #near}, with nothing but small words and numbers between. */
    boolean before(Utterance utterance, int index, Context context) {
        for (int back = index; back > 0 && back > index - REACH; back--) {
            if (endsAt(utterance, back, context)) {
                return true;
            }
            String word = utterance.at(back - 1);
            if (!isWord(word, Context.FILLER) && !NumberWords.isNumberWord(word) && !word.equals("oh")) {
                return false;
            }
        }
        return false;
    }

    /** Whether one of the context's phrases stands just before the index. */
    boolean endsAt(Utterance utterance, int index, Context context) {
        return phrases.getOrDefault(context, List.of()).stream().anyMatch(phrase -> utterance.endsWith(index, phrase));
    }

    /** Whether one of the context's phrases starts at the index. */
    boolean startsAt(Utterance utterance, int index, Context context) {
        return phrases.getOrDefault(context, List.of()).stream().anyMatch(phrase -> utterance.has(index, phrase));
    }

    /** Whether one of the context's phrases starts at the index or up to two words later. */
    boolean follows(Utterance utterance, int index, Context context) {
        for (int ahead = 0; ahead <= 2; ahead++) {
            if (startsAt(utterance, index + ahead, context)) {
                return true;
            }
            if (isWord(utterance.at(index + ahead), Context.SENTENCE)) {
                return false;
            }
        }
        return false;
    }

    boolean isWord(String word, Context context) {
        return words.getOrDefault(context, Set.of()).contains(word);
    }
}
