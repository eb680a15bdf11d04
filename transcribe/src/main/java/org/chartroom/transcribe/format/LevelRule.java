package org.chartroom.transcribe.format;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/**
 * A letter and a number: vertebrae and discs ("L four five" is L4-5), chest leads, heart sounds, gravida and para. A
 * vertebra that no spine has is not written.
 */
final class LevelRule implements FormattingRule {
    private static final Map<String, Integer> LAST_VERTEBRA = Map.of("c", 8, "t", 12, "l", 6, "s", 5);
    private static final int LAST_LEAD = 9;
    private static final Set<String> CONNECTORS = Set.of("to", "through", "dash", "hyphen", "slash");

    private record Level(String letter, long number, int end) {
        String written() {
            return letter.toUpperCase(Locale.ROOT) + number;
        }
    }

    private final Triggers triggers;

    LevelRule(Triggers triggers) {
        this.triggers = triggers;
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        TextEdit pregnancies = pregnancies(words, index);
        if (pregnancies != null) {
            return pregnancies;
        }
        TextEdit tumor = tumor(words, index);
        if (tumor != null) {
            return tumor;
        }
        Level first = level(words, index);
        if (first == null) {
            return null;
        }
        if (first.letter().equals("s") && isHeart(words, index, first)) {
            return words.edit(index, first.end(), first.written(), "level.heart-sound");
        }
        boolean connected = CONNECTORS.contains(words.at(first.end()));
        int from = first.end() + (connected ? 1 : 0);
        Level second = level(words, from);
        if (second != null && follows(first, second)) {
            return words.edit(index, second.end(), first.written() + "-" + second.written(), ruleOf(first));
        }
        int lower = levelNumber(words, from, first.letter());
        boolean nextDown = lower == first.number() + 1 || connected && lower > first.number();
        if (nextDown && !NumberWords.isNumberWord(words.at(from + 1))) {
            return words.edit(index, from + 1, first.written() + "-" + lower, ruleOf(first));
        }
        return words.edit(index, first.end(), first.written(), ruleOf(first));
    }

    private static String ruleOf(Level level) {
        return level.letter().equals("v") ? "level.lead" : "level.vertebra";
    }

    private boolean isHeart(Utterance words, int index, Level first) {
        if (first.number() > 4) {
            return false;
        }
        boolean heart =
                triggers.near(words, index, Context.HEART) || triggers.follows(words, first.end(), Context.HEART);
        Level second = level(words, first.end());
        if (second == null && words.at(first.end()).equals("and")) {
            second = level(words, first.end() + 1);
        }
        boolean sounds = second != null && second.letter().equals("s");
        boolean after = index > 1 && words.at(index - 2).equals("s");
        return (heart || sounds || after || first.number() > 2) && !triggers.near(words, index, Context.SPINE);
    }

    private static boolean follows(Level first, Level second) {
        String order = "ctls";
        int step = order.indexOf(second.letter()) - order.indexOf(first.letter());
        return first.letter().equals(second.letter()) ? second.number() > first.number() : step == 1;
    }

    private static @Nullable Level level(Utterance words, int index) {
        String letter = words.at(index);
        Integer last = letter.equals("v") ? Integer.valueOf(LAST_LEAD) : LAST_VERTEBRA.get(letter);
        Found number = last == null ? null : NumberWords.belowHundred(words, index + 1);
        if (last == null || number == null || number.value() < 1 || number.value() > last) {
            return null;
        }
        return new Level(letter, number.value(), number.end());
    }

    private static int levelNumber(Utterance words, int index, String letter) {
        Found number = NumberWords.belowHundred(words, index);
        int last = letter.equals("v") ? LAST_LEAD : LAST_VERTEBRA.getOrDefault(letter, 0);
        return number == null || number.value() > last ? -1 : (int) number.value();
    }

    /** "T two n one m zero", the stage of a tumor. */
    private static @Nullable TextEdit tumor(Utterance words, int index) {
        StringBuilder written = new StringBuilder();
        int next = index;
        for (String letter : List.of("t", "n", "m")) {
            int figure = words.at(next).equals(letter) ? NumberWords.digit(words.at(next + 1)) : -1;
            if (figure < 0 || figure > 4) {
                break;
            }
            boolean sub =
                    words.at(next + 2).matches("[abc]") && words.at(next + 3).matches("[nm]");
            String detail = sub ? words.at(next + 2) : "";
            written.append(written.isEmpty() ? "" : " ")
                    .append(letter.toUpperCase(Locale.ROOT))
                    .append(figure)
                    .append(detail);
            next += 2 + detail.length();
        }
        return written.length() > 3 ? words.edit(index, next, written.toString(), "level.tumor") : null;
    }

    /** "G three p two". */
    private static @Nullable TextEdit pregnancies(Utterance words, int index) {
        if (!words.at(index).equals("g") || !words.at(index + 2).equals("p")) {
            return null;
        }
        int gravida = NumberWords.digit(words.at(index + 1));
        int para = NumberWords.digit(words.at(index + 3));
        if (gravida < 0 || para < 0) {
            return null;
        }
        Found detailed = NumberWords.figures(words, index + 3);
        String births = detailed != null && detailed.digits().length() == 4 ? detailed.digits() : "" + para;
        int end = births.length() == 4 && detailed != null ? detailed.end() : index + 4;
        return words.edit(index, end, "G" + gravida + "P" + births, "level.pregnancies");
    }
}
