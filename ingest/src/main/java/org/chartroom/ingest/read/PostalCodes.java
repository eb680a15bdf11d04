package org.chartroom.ingest.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.StepNote;
import org.chartroom.models.text.Word;

/**
 * Sets look-alikes right in postal codes: {@code Millbrook, ON KIA 0B1} becomes {@code K1A 0B1}. Nothing else that was read
 * of letters and digits says by itself which of the two stands where; a postal code does.
 *
 * <p>Known are those of the United States (state abbreviations of USPS Publication 28, appendix B; ZIP codes of five digits
 * or ZIP+4, of which the first says which group of states it is in) and of Canada (Canada Post's Addressing Guidelines:
 * {@code A9A 9A9}, never with D, F, I, O, Q or U, of which the first letter says which province or territory it is in). Those
 * of other countries are left as they were read.
 *
 * <p>A code stands on one line behind the abbreviation, in capitals, and that behind a name with a comma: without the comma
 * too much else looks alike, such as <i>seen IN 4B201</i> (a room) or <i>gauze ON LIP 2X2</i>. A ZIP code must begin with a
 * digit as it was read, as a letter and four digits are a diagnosis or a procedure ({@code OR G0438}). ID is not taken for
 * Idaho, as identifiers stand behind it. At most two signs of a word change, and one of half a Canadian code, so that most of it was right.
 * What does not fit then, and what fitted before, stays.
 *
 * <p>The rule was thought of on one photographed sheet with such errors; how often it mends other sheets is not known.
 */
final class PostalCodes {
    /** By abbreviation, the first digits of its ZIP codes: USPS, Domestic Mail Manual, L002. */
    private static final Map<String, String> STATES = beginnings(
            "0 CT MA ME NH NJ NY PR RI VI VT",
            "1 DE NY PA",
            "2 DC MD NC SC VA WV",
            "3 AL FL GA MS TN",
            "4 IN KY MI OH",
            "5 IA MN MT ND SD WI",
            "6 IL KS MO NE",
            "7 AR LA OK TX",
            "8 AZ CO NM NV TX UT WY",
            "9 AK AS CA GU HI MP OR WA");

    /** By abbreviation, the first letters of its codes: Canada Post's postal districts. */
    private static final Map<String, String> PROVINCES = beginnings(
            "A NL", "B NS", "C PE", "E NB", "G QC", "H QC", "J QC", "K ON", "L ON", "M ON", "N ON", "P ON", "R MB",
            "S SK", "T AB", "V BC", "X NT NU", "Y YT");

    private static final String ZIP = "99999";
    private static final String ZIP_PLUS_4 = "99999-9999";
    private static final String FIRST_HALF = "A9A";
    private static final String SECOND_HALF = "9A9";
    private static final int HALF = 3;

    private static final String LETTERS = "ABCEGHJKLMNPRSTVWXYZ";
    private static final String DIGITS = "0123456789";

    /** What looks like each of the {@link #LIKE_DIGITS}. Small letters but for strokes and rings end numbers as units. */
    private static final String UNLIKE_DIGITS = "OoQDIl|ZSGB";

    private static final String LIKE_DIGITS = "00001112568";

    private static final String UNLIKE_LETTERS = "2568";
    private static final String LIKE_LETTERS = "ZSGB";

    /** A place's name ends in a comma. */
    private static final Pattern PLACE = Pattern.compile("\\p{Lu}.*,");

    private static final Pattern ABBREVIATION = Pattern.compile("([A-Z]{2}),?");

    /** A code, and what a sentence or a list has behind it. */
    private static final Pattern CODE = Pattern.compile("(.+?)([.,;:)]*)");

    private PostalCodes() {}

    /**
     * A page's words after this step.
     *
     * @param words as many as before, with the same boxes, lines and confidences
     * @param note what was changed, for the page's record
     */
    record Mended(List<Word> words, StepNote note) {}

    /** @param words numbered by line, in reading order */
    static Mended mended(List<Word> words) {
        List<Word> mended = new ArrayList<>(words);
        List<String> changes = new ArrayList<>();
        for (int i = 1; i < mended.size() - 1; i++) {
            Matcher abbreviation = ABBREVIATION.matcher(mended.get(i).text());
            if (!abbreviation.matches() || !standsBehindPlace(mended, i)) {
                continue;
            }
            List<Word> read = behind(mended, i);
            List<String> code = code(abbreviation.group(1), read);
            for (int k = 0; k < code.size(); k++) {
                Word word = read.get(k);
                if (!word.text().equals(code.get(k))) {
                    mended.set(i + 1 + k, new Word(code.get(k), word.box(), word.confidence(), word.line()));
                    changes.add(word.text() + " is " + code.get(k));
                }
            }
        }
        String decision = changes.isEmpty() ? "none to mend" : String.join("; ", changes);
        return new Mended(List.copyOf(mended), new StepNote("postal codes", decision, changes.size()));
    }

    private static boolean standsBehindPlace(List<Word> words, int at) {
        return sameLine(words, at - 1, at)
                && PLACE.matcher(words.get(at - 1).text()).matches();
    }

    /** The one or two words that may be a code, on the line of the word before them. */
    private static List<Word> behind(List<Word> words, int at) {
        int end = at + 1;
        while (end < words.size() && end <= at + 2 && sameLine(words, at, end)) {
            end++;
        }
        return List.copyOf(words.subList(at + 1, end));
    }

    private static boolean sameLine(List<Word> words, int one, int other) {
        return words.get(one).line() == words.get(other).line();
    }

    /** The words of the code with its look-alikes set right; none where there is no code. */
    private static List<String> code(String abbreviation, List<Word> read) {
        if (read.isEmpty()) {
            return List.of();
        }
        String first = read.getFirst().text();
        if (STATES.containsKey(abbreviation)) {
            return zip(first, STATES.get(abbreviation)).map(List::of).orElse(List.of());
        }
        String district = PROVINCES.getOrDefault(abbreviation, "");
        if (district.isEmpty()) {
            return List.of();
        }
        if (first.length() > HALF) {
            return halves(first.substring(0, HALF), first.substring(HALF), district)
                    .map(halves -> List.of(String.join("", halves)))
                    .orElse(List.of());
        }
        return read.size() < 2
                ? List.of()
                : halves(first, read.getLast().text(), district).orElse(List.of());
    }

    private static Optional<String> zip(String read, String firstDigits) {
        Matcher code = CODE.matcher(read);
        if (!code.matches() || firstDigits.indexOf(read.charAt(0)) < 0) {
            return Optional.empty();
        }
        String form = code.group(1).length() > ZIP.length() ? ZIP_PLUS_4 : ZIP;
        return fitted(code.group(1), form, 2).map(fits -> fits + code.group(2));
    }

    private static Optional<List<String>> halves(String first, String second, String district) {
        Matcher code = CODE.matcher(second);
        if (!code.matches()) {
            return Optional.empty();
        }
        Optional<String> left = fitted(first, FIRST_HALF, 1).filter(half -> district.indexOf(half.charAt(0)) >= 0);
        Optional<String> right = fitted(code.group(1), SECOND_HALF, 1);
        if (left.isEmpty() || right.isEmpty() || isMeasure(first, right.get())) {
            return Optional.empty();
        }
        return Optional.of(List.of(left.get(), right.get() + code.group(2)));
    }

    /** A word and then two lengths: {@code LIP 2X2}. */
    private static boolean isMeasure(String first, String second) {
        return first.chars().noneMatch(sign -> DIGITS.indexOf(sign) >= 0) && second.charAt(1) == 'X';
    }

    /** What was read, in a form of letters (A) and digits (9), after no more than so many changes. */
    private static Optional<String> fitted(String read, String form, int most) {
        if (read.length() != form.length()) {
            return Optional.empty();
        }
        StringBuilder fits = new StringBuilder();
        int changes = 0;
        for (int i = 0; i < form.length(); i++) {
            char sign = read.charAt(i);
            char right = switch (form.charAt(i)) {
                case '9' -> right(sign, DIGITS, UNLIKE_DIGITS, LIKE_DIGITS);
                case 'A' -> right(sign, LETTERS, UNLIKE_LETTERS, LIKE_LETTERS);
                default -> right(sign, "-\u2013\u2014", "", "");
            };
            if (right == 0) {
                return Optional.empty();
            }
            changes += right == sign ? 0 : 1;
            fits.append(right);
        }
        return changes <= most ? Optional.of(fits.toString()) : Optional.empty();
    }

    /** The sign itself where it is one of those wanted, else the one it looks like, or 0. */
    private static char right(char sign, String wanted, String unlike, String like) {
        if (wanted.indexOf(sign) >= 0) {
            return sign;
        }
        int at = unlike.indexOf(sign);
        return at < 0 ? 0 : like.charAt(at);
    }

    /** By abbreviation, the first signs of rows that begin with one. */
    private static Map<String, String> beginnings(String... rows) {
        Map<String, String> beginnings = new HashMap<>();
        for (String row : rows) {
            for (String abbreviation : row.substring(2).split(" ", -1)) {
                beginnings.merge(abbreviation, row.substring(0, 1), String::concat);
            }
        }
        return Map.copyOf(beginnings);
    }
}
