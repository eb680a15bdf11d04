package org.chartroom.transcribe.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From numbers to words and back, over whole ranges; the words are made here, by other code than reads them. */
class SpokenNumbersTest {
    private static final NoteFormatter FORMATTER = NoteFormatter.english();
    private static final List<String> UNITS = List.of(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
                    .split(" "));
    private static final List<String> TENS =
            List.of("- ten twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final List<String> ORDINALS = List.of(
            "- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
                    .split(" "));
    private static final DecimalFormat GROUPED =
            new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Test
    void wholeNumbersFromTenOn() {
        for (int value = 10; value < 1_000_000; value += value < 20_000 ? 1 : 37) {
            check(
                    "count is " + cardinal(value),
                    "Count is " + (value < 10_000 ? "" + value : GROUPED.format(value)) + ".");
        }
    }

    @Test
    void decimalsWithOneTwoAndThreeFigures() {
        for (int whole = 0; whole < 120; whole++) {
            for (int part = 0; part < 100; part++) {
                String spoken = cardinal(whole) + " point ";
                check(
                        "level is " + spoken + figures(String.format(Locale.ROOT, "%02d", part)),
                        String.format(Locale.ROOT, "Level is %d.%02d.", whole, part));
                if (part < 10) {
                    check("level is " + spoken + UNITS.get(part), "Level is " + whole + "." + part + ".");
                }
            }
            check(
                    "level is " + cardinal(whole) + " point oh oh " + UNITS.get(1 + whole % 9),
                    "Level is " + whole + ".00" + (1 + whole % 9) + ".");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "milligrams,mg",
        "micrograms,mcg",
        "grams,g",
        "units,units",
        "milliliters,mL",
        "milliequivalents,mEq",
        "milligrams per kilogram,mg/kg",
        "micrograms per kilogram per minute,mcg/kg per min"
    })
    void doses(String spoken, String unit) {
        for (int dose = 1; dose <= 3000; dose++) {
            check(
                    "give " + cardinal(dose) + " " + spoken + " now",
                    "Give " + GROUPED.format(dose) + " " + unit + " now.");
        }
        for (int tenths = 1; tenths < 500; tenths++) {
            String written = tenths % 10 == 0 ? "" + tenths / 10 : tenths / 10 + "." + tenths % 10;
            check(
                    "give " + cardinal(tenths / 10) + " point " + UNITS.get(tenths % 10) + " " + spoken,
                    "Give " + written + " " + unit + ".");
        }
    }

    @Test
    void rangesOfDosesNeverLoseANumber() {
        for (int from = 1; from < 60; from++) {
            for (int to = from + 1; to < 99; to += 3) {
                check(
                        "give " + cardinal(from) + " to " + cardinal(to) + " milligrams",
                        "Give " + from + "-" + to + " mg.");
            }
        }
    }

    @Test
    void bloodPressuresInFullAndInPairs() {
        for (int systolic = 70; systolic <= 250; systolic++) {
            for (int diastolic = 30; diastolic < Math.min(systolic, 140); diastolic++) {
                String written = "Blood pressure " + systolic + "/" + diastolic + ".";
                check("blood pressure " + cardinal(systolic) + " over " + cardinal(diastolic), written);
                check("blood pressure " + pairs(systolic) + " over " + pairs(diastolic), written);
            }
        }
    }

    @Test
    void everyDayOfAHundredAndThirtyYears() {
        LocalDate last = LocalDate.of(2035, 12, 31);
        for (LocalDate day = LocalDate.of(1905, 1, 1); !day.isAfter(last); day = day.plusDays(3)) {
            String month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            String written = "Seen " + month + " " + day.getDayOfMonth() + ", " + day.getYear() + ".";
            check(
                    "seen " + month.toLowerCase(Locale.ROOT) + " " + ordinal(day.getDayOfMonth()) + " "
                            + year(day.getYear()),
                    written);
            check(
                    "seen " + spokenFigures(day.getMonthValue()) + " " + spokenFigures(day.getDayOfMonth()) + " "
                            + year(day.getYear()),
                    String.format(
                            Locale.ROOT,
                            "Seen %02d/%02d/%04d.",
                            day.getMonthValue(),
                            day.getDayOfMonth(),
                            day.getYear()));
        }
    }

    @Test
    void everyMonthOfAHundredYears() {
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            for (int year = 1910; year < 2010; year++) {
                check("in " + name.toLowerCase(Locale.ROOT) + " " + year(year), "In " + name + " " + year + ".");
            }
        }
    }

    @Test
    void everyMinuteOfTheDay() {
        for (int minute = 0; minute < 24 * 60; minute++) {
            int hour = minute / 60 % 12 == 0 ? 12 : minute / 60 % 12;
            String half = minute < 12 * 60 ? "a" : "p";
            String minutes = minute % 60 == 0 ? "" : " " + spokenFigures(minute % 60);
            check(
                    "at " + UNITS.get(hour) + minutes + " " + half + " m",
                    String.format(Locale.ROOT, "At %d:%02d %s.m.", hour, minute % 60, half));
        }
    }

    @Test
    void temperaturesWithAndWithoutThePoint() {
        for (int tenths = 950; tenths <= 1060; tenths++) {
            String whole = cardinal(tenths / 10);
            String written = "Temperature " + tenths / 10 + "." + tenths % 10 + ".";
            check("temperature " + whole + " point " + UNITS.get(tenths % 10), written);
            boolean joins = tenths >= 1000 || tenths % 100 < 10;
            if (!joins && tenths % 10 > 0) {
                check("temperature " + whole + " " + UNITS.get(tenths % 10), written);
            }
        }
    }

    @Test
    void everyDisc() {
        List<String> spine = new ArrayList<>();
        List.of("c 7", "t 12", "l 5", "s 1").forEach(part -> {
            int last = Integer.parseInt(part.substring(2));
            for (int number = 1; number <= last; number++) {
                spine.add(part.substring(0, 1) + " " + UNITS.get(number));
            }
        });
        for (int level = 0; level + 1 < spine.size(); level++) {
            String above = written(spine.get(level));
            String below = written(spine.get(level + 1));
            check("disc at " + spine.get(level) + " " + spine.get(level + 1), "Disc at " + above + "-" + below + ".");
        }
    }

    private static String written(String level) {
        return level.substring(0, 1).toUpperCase(Locale.ROOT) + UNITS.indexOf(level.substring(2));
    }

    private static void check(String spoken, String written) {
        String text = FORMATTER.formatWords(List.of(spoken.split(" "))).text();
        if (!text.equals(written)) {
            assertThat(text).as(spoken).isEqualTo(written);
        }
    }

    private static String cardinal(int value) {
        if (value >= 1000) {
            return cardinal(value / 1000) + " thousand" + (value % 1000 == 0 ? "" : " " + cardinal(value % 1000));
        }
        if (value >= 100) {
            return UNITS.get(value / 100) + " hundred" + (value % 100 == 0 ? "" : " " + cardinal(value % 100));
        }
        return value < 20
                ? UNITS.get(value)
                : TENS.get(value / 10) + (value % 10 == 0 ? "" : " " + UNITS.get(value % 10));
    }

    private static String ordinal(int value) {
        return value <= 20
                ? ORDINALS.get(value)
                : value == 30 ? "thirtieth" : TENS.get(value / 10) + " " + ORDINALS.get(value % 10);
    }

    /** "one twenty", "one oh five"; whole hundreds in full. */
    private static String pairs(int value) {
        if (value < 100 || value % 100 == 0) {
            return cardinal(value);
        }
        return UNITS.get(value / 100) + " " + spokenFigures(value % 100);
    }

    private static String spokenFigures(int twoFigures) {
        return twoFigures < 10 ? "oh " + UNITS.get(twoFigures) : cardinal(twoFigures);
    }

    private static String figures(String digits) {
        StringBuilder words = new StringBuilder();
        digits.chars().forEach(digit -> words.append(' ').append(UNITS.get(digit - '0')));
        return words.substring(1);
    }

    private static String year(int year) {
        if (year >= 2000 && year < 2010) {
            return year == 2000 ? "two thousand" : "two thousand " + UNITS.get(year % 100);
        }
        String century = cardinal(year / 100);
        return year % 100 == 0 ? century + " hundred" : century + " " + spokenFigures(year % 100);
    }
}
