package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.chartroom.transcribe.format.Triggers.Context;
import org.jspecify.annotations.Nullable;

/** Grades, stages, classes, cranial nerves and leads, which are written in Roman numerals. */
final class RomanRule implements FormattingRule {
    private static final List<String> ROMAN =
            List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII");
    private static final int STAGING_REACH = 5;

    /** @param last the highest number it goes to */
    private record Scale(List<String> spoken, String written, int last, boolean lettered, boolean listed) {}

    private final List<Scale> scales = new ArrayList<>();
    private final Triggers triggers;

    RomanRule(Triggers triggers) {
        this.triggers = triggers;
        for (List<String> row : ShippedTable.rows(RomanRule.class, "roman.tsv")) {
            for (String spoken : row.get(0).split("\\|")) {
                scales.add(new Scale(
                        List.of(spoken.split(" ")),
                        row.get(1).isEmpty() ? spoken : row.get(1),
                        Integer.parseInt(row.get(2)),
                        row.get(3).contains("lettered"),
                        row.get(3).contains("list")));
            }
        }
        scales.sort((a, b) -> Integer.compare(b.spoken().size(), a.spoken().size()));
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        for (Scale scale : scales) {
            if (words.has(index, scale.spoken())) {
                int from = index + scale.spoken().size();
                TextEdit edit = graded(words, index, from, scale);
                if (edit != null) {
                    return edit;
                }
            }
        }
        return null;
    }

    private @Nullable TextEdit graded(Utterance words, int index, int from, Scale scale) {
        Found first = grade(words, from, scale);
        if (first == null) {
            return null;
        }
        if (scale.written().equals("stage") && inFigures(words, index, first.end())) {
            return words.edit(index, first.end(), "stage " + first.digits(), "number.stage");
        }
        StringBuilder written = new StringBuilder(scale.written()).append(' ').append(roman(first));
        int end = first.end();
        String between = words.at(end);
        if (NumberRule.isStroke(between) || words.has(end, "out", "of")) {
            int stroke = NumberRule.isStroke(between) ? 1 : 2;
            Found of = grade(words, end + stroke, scale);
            return of == null ? null : words.edit(index, of.end(), written + "/" + roman(of), "number.roman");
        }
        if (scale.listed()) {
            return listed(words, index, first, written, scale);
        }
        if (between.equals("to") || between.equals("through")) {
            Found last = grade(words, end + 1, scale);
            if (last != null && last.value() > first.value()) {
                return words.edit(index, last.end(), written + "-" + roman(last), "number.roman");
            }
        }
        if (between.equals("or") || between.equals("and")) {
            Found other = grade(words, end + 1, scale);
            if (other != null) {
                return words.edit(index, other.end(), written + " " + between + " " + roman(other), "number.roman");
            }
        }
        if (NumberWords.isNumberWord(between)) {
            return null;
        }
        boolean letter = scale.lettered() && isSubstage(words, end);
        if (letter) {
            written.append(between.toUpperCase(Locale.ROOT));
            int sub = NumberWords.digit(words.at(end + 1));
            boolean numbered = sub >= 1 && sub <= 3;
            return words.edit(index, end + (numbered ? 2 : 1), written + (numbered ? "" + sub : ""), "number.roman");
        }
        return words.edit(index, end, written.toString(), "number.roman");
    }

    /** "Leads two three and a v f", "cranial nerves two through twelve". */
    private static TextEdit listed(Utterance words, int index, Found first, StringBuilder written, Scale scale) {
        int end = first.end();
        while (true) {
            String word = words.at(end);
            boolean through = word.equals("to") || word.equals("through");
            boolean joined = word.equals("and") || word.equals("or");
            boolean comma = word.equals("comma");
            int skip = through || joined || comma ? 1 : 0;
            if (comma && (words.at(end + 1).equals("and") || words.at(end + 1).equals("or"))) {
                skip = 2;
            }
            Found next = grade(words, end + skip, scale);
            if (next == null) {
                break;
            }
            String between =
                    through ? "-" : joined ? " " + word + " " : skip == 2 ? ", " + words.at(end + 1) + " " : ", ";
            written.append(between).append(roman(next));
            end = next.end();
        }
        return words.edit(index, end, written.toString(), "number.roman");
    }

    /** An "a" may also be the article of what follows. */
    private static boolean isSubstage(Utterance words, int index) {
        String letter = words.at(index);
        boolean article = letter.equals("a");
        boolean closed = index + 1 == words.size()
                || words.at(index + 1)
                        .matches(
                                "period|comma|new|close|next|semicolon|one|two|three|and|with|disease|cancer|carcinoma|adenocarcinoma|tumor|melanoma|lung|breast|colon|non|small|squamous|chronic|kidney|cervical|endometrial|ovarian");
        return letter.matches("[bc]") && !words.at(index + 1).matches("[a-z]") || article && closed;
    }

    private boolean inFigures(Utterance words, int index, int end) {
        for (int ahead = end; ahead < end + STAGING_REACH; ahead++) {
            if (triggers.startsAt(words, ahead, Context.STAGED_IN_FIGURES)) {
                return true;
            }
        }
        return triggers.near(words, index, Context.STAGED_IN_FIGURES);
    }

    private static @Nullable Found grade(Utterance words, int index, Scale scale) {
        Found number = NumberWords.belowHundred(words, index);
        return number == null || number.value() < 1 || number.value() > scale.last() ? null : number;
    }

    private static String roman(Found number) {
        return ROMAN.get((int) number.value());
    }
}
