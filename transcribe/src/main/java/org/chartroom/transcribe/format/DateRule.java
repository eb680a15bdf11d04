package org.chartroom.transcribe.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.jspecify.annotations.Nullable;

/** Dates ("january first two thousand eleven"), times of day, and the capitals of months and weekdays. */
final class DateRule implements FormattingRule {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final Map<String, String> written = new HashMap<>();
    private final Map<String, Integer> months = new HashMap<>();
    private final Set<String> alsoWords = new HashSet<>();

    DateRule() {
        for (List<String> row : Table.read("calendar.tsv")) {
            String spoken = row.get(0).toLowerCase(Locale.ROOT);
            written.put(spoken, row.get(0));
            int month = Integer.parseInt(row.get(1));
            if (month > 0) {
                months.put(spoken, month);
            }
            if (row.get(2).equals("word")) {
                alsoWords.add(spoken);
            }
        }
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        String word = words.at(index);
        if (months.containsKey(word)) {
            TextEdit date = monthDate(words, index, months.get(word));
            if (date != null) {
                return date;
            }
        }
        if (written.containsKey(word) && !alsoWords.contains(word)) {
            return words.edit(index, index + 1, written.get(word), "case.calendar");
        }
        TextEdit figures = figuresDate(words, index);
        return figures != null ? figures : timeOfDay(words, index);
    }

    private @Nullable TextEdit monthDate(Utterance words, int index, int month) {
        String name = written.getOrDefault(words.at(index), "");
        Found ordinal = NumberWords.ordinal(words, index + 1);
        Found day = ordinal != null ? ordinal : NumberWords.belowHundred(words, index + 1);
        if (day != null && day.value() >= 1 && day.value() <= DAYS[month - 1]) {
            int yearAt = words.at(day.end()).equals("comma") ? day.end() + 1 : day.end();
            Found year = NumberWords.year(words, yearAt);
            if (year != null) {
                return words.edit(
                        index, year.end(), name + " " + day.value() + ", " + year.value(), "date.month-day-year");
            }
            boolean clear = ordinal != null || !alsoWords.contains(words.at(index));
            if (clear
                    && !NumberWords.isNumberWord(words.at(day.end()))
                    && !words.at(day.end()).equals("oh")) {
                return words.edit(index, day.end(), name + " " + day.value(), "date.month-day");
            }
        }
        Found year = NumberWords.year(words, index + 1);
        return year == null ? null : words.edit(index, year.end(), name + " " + year.value(), "date.month-year");
    }

    /** "oh one oh one two thousand and eleven". */
    private static @Nullable TextEdit figuresDate(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.at(index - 1)) || words.at(index - 1).equals("oh")) {
            return null;
        }
        Found month = twoFigures(words, index);
        Found day = month == null ? null : twoFigures(words, month.end());
        Found year = day == null ? null : NumberWords.year(words, day.end());
        if (month == null || day == null || year == null) {
            return null;
        }
        if (month.value() < 1 || month.value() > 12 || day.value() < 1 || day.value() > DAYS[(int) month.value() - 1]) {
            return null;
        }
        String date = String.format(Locale.ROOT, "%02d/%02d/%04d", month.value(), day.value(), year.value());
        return words.edit(index, year.end(), date, "date.figures");
    }

    private static @Nullable Found twoFigures(Utterance words, int index) {
        if (words.at(index).equals("oh")) {
            int unit = NumberWords.digit(words.at(index + 1));
            return unit < 1 ? null : new Found(unit, "0" + unit, index + 2);
        }
        Found two = NumberWords.belowHundred(words, index);
        return two != null && two.value() >= 10 ? two : null;
    }

    /** "seven thirty p m"; needs its half of the day. */
    private static @Nullable TextEdit timeOfDay(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.at(index - 1))) {
            return null;
        }
        Found hour = NumberWords.belowHundred(words, index);
        if (hour == null || hour.value() < 1 || hour.value() > 12) {
            return null;
        }
        Found minute = twoFigures(words, hour.end());
        int half = minute == null ? hour.end() : minute.end();
        if (minute != null && minute.value() > 59) {
            return null;
        }
        String minutes = minute == null ? ":00" : String.format(Locale.ROOT, ":%02d", minute.value());
        for (String letter : List.of("a", "p")) {
            boolean apart = words.has(half, List.of(letter, "m"));
            if (apart || words.at(half).equals(letter + ".m.") || words.at(half).equals(letter + "m")) {
                return words.edit(
                        index, half + (apart ? 2 : 1), hour.value() + minutes + " " + letter + ".m.", "time.of-day");
            }
        }
        return null;
    }
}
