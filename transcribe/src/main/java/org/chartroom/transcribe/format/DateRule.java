package org.chartroom.transcribe.format;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.table.ShippedTable;
import org.chartroom.models.text.TextEdit;
import org.chartroom.transcribe.format.NumberWords.Found;
import org.jspecify.annotations.Nullable;

/** Dates ("january first two thousand eleven"), times of day, and the capitals of months and weekdays. */
final class DateRule implements FormattingRule {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final Map<String, String> written = new HashMap<>();
    private final Map<String, Integer> months = new HashMap<>();
    private final Set<String> alsoWords = new HashSet<>();

    private final Triggers triggers;

    DateRule(Triggers triggers) {
        this.triggers = triggers;
        for (List<String> row : ShippedTable.rows(DateRule.class, "calendar.tsv")) {
            String spoken = row.get(0).toLowerCase(Locale.ROOT);
            written.put(spoken, row.get(0));
            for (String ending : List.of("s", "'s")) {
                written.put(spoken + ending, row.get(0) + ending);
            }
            int month = Integer.parseInt(row.get(1));
            if (month > 0) {
                months.put(spoken, month);
            }
            if (row.get(2).equals("word")) {
                alsoWords.addAll(List.of(spoken, spoken + "s", spoken + "'s"));
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
        if (word.equals("the")) {
            return dayOfMonth(words, index, index + 1);
        }
        TextEdit figures = figuresDate(words, index);
        if (figures == null) {
            figures = dayOfMonth(words, index, index);
        }
        if (figures == null) {
            figures = timeOfDay(words, index);
        }
        return figures != null ? figures : year(words, index);
    }

    /** "the fifth of may twenty twenty four", with or without its article. */
    private @Nullable TextEdit dayOfMonth(Utterance words, int index, int from) {
        Found day = NumberWords.isNumberWord(words.openBefore(from)) ? null : NumberWords.ordinal(words, from);
        Integer month = day == null || !words.at(day.end()).equals("of") ? null : months.get(words.at(day.end() + 1));
        if (day == null || month == null || day.value() < 1 || day.value() > DAYS[month - 1]) {
            return null;
        }
        int end = day.end() + 2;
        String name = written.getOrDefault(words.at(day.end() + 1), "");
        Found year = NumberWords.year(words, words.at(end).equals("comma") ? end + 1 : end);
        return words.edit(
                index,
                year == null ? end : year.end(),
                name + " " + day.value() + (year == null ? "" : ", " + year.value()),
                "date.day-of-month");
    }

    /** A year by itself, where the words before it say that it is one; and decades, "the nineteen nineties". */
    private @Nullable TextEdit year(Utterance words, int index) {
        Found century = NumberWords.belowHundred(words, index);
        if (century == null || NumberWords.isNumberWord(words.openBefore(index))) {
            return null;
        }
        Integer decade = NumberWords.decadeWord(words.at(century.end()));
        boolean modern = century.value() >= 18 && century.value() <= 20;
        if (modern && decade != null) {
            String years = String.format(Locale.ROOT, "%d%02ds", century.value(), decade);
            return words.edit(index, century.end() + 1, years, "date.decade");
        }
        Found year = NumberWords.year(words, index);
        if (year == null || NumberWords.number(words, index) != null) {
            return null;
        }
        boolean named = century.value() == 19 || triggers.endsAt(words, index, Triggers.Context.YEAR);
        return named && !isCounted(words, year.end())
                ? words.edit(index, year.end(), "" + year.value(), "date.year")
                : null;
    }

    private static boolean isCounted(Utterance words, int index) {
        return words.at(index)
                .matches(
                        "milligrams?|micrograms?|units?|percent|over|slash|to|point|milliliters?|tablets?|hours|minutes");
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
        int yearFrom = words.at(index + 1).equals("of") ? index + 2 : index + 1;
        Found year = NumberWords.year(words, yearFrom);
        if (year != null && yearFrom == index + 2) {
            return words.edit(index, year.end(), name + " of " + year.value(), "date.month-year");
        }
        return year == null ? null : words.edit(index, year.end(), name + " " + year.value(), "date.month-year");
    }

    /** "oh one oh one two thousand and eleven", "three slash fifteen slash twenty twenty four". */
    private static @Nullable TextEdit figuresDate(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.openBefore(index)) || NumberWords.isOh(words.openBefore(index))) {
            return null;
        }
        Found month = dateFigures(words, index);
        boolean slashed = month != null && isSlash(words.at(month.end()));
        Found day = month == null ? null : dateFigures(words, month.end() + (slashed ? 1 : 0));
        if (day != null && words.at(day.end()).equals("thousand") && day.value() % 10 == 2 && day.value() > 20) {
            // The two belongs to the year: "oh four thirty two thousand".
            day = new Found(day.value() - 2, day.digits(), day.end() - 1);
        }
        boolean slashedTwice = day != null && slashed && isSlash(words.at(day.end()));
        if (month == null || day == null || slashed != slashedTwice) {
            return null;
        }
        if (month.value() < 1 || month.value() > 12 || day.value() < 1 || day.value() > DAYS[(int) month.value() - 1]) {
            return null;
        }
        int yearAt = day.end() + (slashed ? 1 : 0);
        Found year = NumberWords.year(words, yearAt);
        Found shortYear = year == null && slashed ? twoFigures(words, yearAt) : null;
        if (shortYear != null && !NumberWords.isNumberWord(words.at(shortYear.end()))) {
            return words.edit(
                    index,
                    shortYear.end(),
                    String.format(Locale.ROOT, "%02d/%02d/%02d", month.value(), day.value(), shortYear.value()),
                    "date.figures");
        }
        if (year == null) {
            return null;
        }
        String date = String.format(Locale.ROOT, "%02d/%02d/%04d", month.value(), day.value(), year.value());
        return words.edit(index, year.end(), date, "date.figures");
    }

    private static boolean isSlash(String word) {
        return word.equals("slash") || word.equals("dash") || word.equals("hyphen");
    }

    private static @Nullable Found dateFigures(Utterance words, int index) {
        Found two = twoFigures(words, index);
        return two != null
                ? two
                : NumberWords.digit(words.at(index)) > 0 ? NumberWords.belowHundred(words, index) : null;
    }

    private static @Nullable Found twoFigures(Utterance words, int index) {
        if (NumberWords.isOh(words.at(index))) {
            int unit = NumberWords.digit(words.at(index + 1));
            return unit < 1 ? null : new Found(unit, "0" + unit, index + 2);
        }
        Found two = NumberWords.belowHundred(words, index);
        return two != null && two.value() >= 10 ? two : null;
    }

    /** "seven thirty p m", "oh eight hundred hours"; without such a word after it only where a time is expected. */
    private @Nullable TextEdit timeOfDay(Utterance words, int index) {
        if (NumberWords.isNumberWord(words.openBefore(index)) || NumberWords.isOh(words.openBefore(index))) {
            return null;
        }
        TextEdit military = military(words, index);
        if (military != null) {
            return military;
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
        boolean expected = triggers.startsAt(words, half, Triggers.Context.CLOCK_AFTER)
                && triggers.endsAt(words, index, Triggers.Context.CLOCK_BEFORE);
        return minute != null && expected ? words.edit(index, half, hour.value() + minutes, "time.of-day") : null;
    }

    /** Hours to 24, written without a colon: "fourteen thirty hours". */
    private static @Nullable TextEdit military(Utterance words, int index) {
        boolean leading = NumberWords.isOh(words.at(index)) || words.at(index).equals("zero");
        int hourDigit = leading ? NumberWords.digit(words.at(index + 1)) : -1;
        Found hour = hourDigit >= 0
                ? new Found(hourDigit, "", index + 2)
                : leading ? null : NumberWords.belowHundred(words, index);
        if (hour == null || hour.value() > 24 || !leading && hour.value() < 10) {
            return null;
        }
        Found minute = words.at(hour.end()).equals("hundred")
                ? new Found(0, "", hour.end() + 1)
                : twoFigures(words, hour.end());
        if (minute == null || minute.value() > 59 || !words.at(minute.end()).equals("hours")) {
            return null;
        }
        String time = String.format(Locale.ROOT, "%02d%02d hours", hour.value(), minute.value());
        return words.edit(index, minute.end() + 1, time, "time.military");
    }
}
