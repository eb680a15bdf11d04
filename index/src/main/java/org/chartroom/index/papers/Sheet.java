package org.chartroom.index.papers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PersonFacts;

/**
 * One page as whoever sorts a stack looks at it.
 *
 * @param says of its patient
 * @param titles types of documents whose titles stand at its head
 * @param number its number and of how many, where it says so
 * @param ofCall its number among the pages of a fax call, by the line the machine printed over it
 * @param form the number of the printed form, where it has one
 * @param head words of its first rows
 * @param letterhead whether an address or a telephone stands there
 * @param continued whether it says that it goes on with the page before
 * @param goesOn whether it says that it goes on on the next page
 * @param ends whether it ends as papers end: signed, with a greeting, {@code end of report}
 * @param opens whether it begins as letters begin: a date, {@code Dear}, {@code Re:}
 * @param midSentence whether it begins in the middle of a sentence
 * @param pitch how far its rows lie from each other, px; empty where too few tell
 */
record Sheet(
        PageLayout layout,
        PageSays says,
        Set<String> titles,
        Optional<Numbered> number,
        Optional<Numbered> ofCall,
        Optional<String> form,
        Set<String> head,
        boolean letterhead,
        boolean continued,
        boolean goesOn,
        boolean ends,
        boolean opens,
        boolean midSentence,
        OptionalDouble pitch) {
    /** Pages of one paper have their rows this near each other, as a part of their distance; scanning and printing change it less. */
    private static final double SAME_PITCH = 0.06;

    /**
     * Page 2 of 5.
     *
     * @param number 0 where it could not be read
     * @param of 0 where it does not say
     */
    record Numbered(int number, int of) {}

    private static final String DIGITS = "([0-9OolI]{1,3})";
    private static final Pattern NUMBERED = Pattern.compile(
            "(?i)\\b(?:page|pg|p)\\b[.:#]?\\s{0,3}" + DIGITS + "(?:\\s{0,3}(?:of|/|out of)\\s{0,3}" + DIGITS + ")?\\b");
    private static final Pattern BARE_NUMBERED =
            Pattern.compile("(?i)^\\W*" + DIGITS + "\\s?(?:of|/)\\s?" + DIGITS + "\\W*$");
    private static final Pattern NUMBER_LOST =
            Pattern.compile("(?i)\\b(?:page|pg)\\b[.:#]?\\s{0,3}(?:of|/)\\s{0,3}" + DIGITS + "\\b");
    /** The line that a fax machine prints over a page; it counts the pages of the call, not of the paper. */
    private static final Pattern FAX_LINE = Pattern.compile(
            "(?i)(?:\\bfax\\b|\\bfrom\\b|\\bto\\b|\\btel\\b|[0-9]{7}|[0-9]{1,2}[:.][0-9]{2}\\b|[0-9]{3}[ )-]+[0-9]{3}-[0-9]{4}).*"
                    + "\\b(?:p|pg|page)\\W{0,3}[0-9OlI]{1,3}\\b.*");

    private static final Pattern CALL_NUMBERED =
            Pattern.compile("(?i)\\b(?:p|pg|page)\\W{0,3}" + DIGITS + "\\s?(?:/|of)\\s?" + DIGITS + "\\W*$");

    private static final Pattern FORM =
            Pattern.compile("(?i)\\bform\\b\\s*(?:no\\.?|number|#)?:?\\s*([A-Z]{0,5}-?[0-9][A-Z0-9.-]{1,10})");
    private static final Pattern CONTINUED = Pattern.compile("(?i)\\b(?:continued|cont['’.]?d?)\\b(?! on)|\\(cont\\b");
    private static final Pattern GOES_ON = Pattern.compile(
            "(?i)continue[sd]? on (?:next|reverse|the next|page)|(?:see|turn to) (?:next|reverse)|please turn over|over\\s*(?:->|>)|more on next");
    private static final Pattern ENDS = Pattern.compile(
            "(?i)end of (?:report|document|summary|record|note|form)|electronically (?:signed|authenticated)|^sincerely|^respectfully|^yours|"
                    + "^(?:with )?(?:kind|best|warm)\\b.*regards|signature of patient|authenticated by|\\*\\*\\* ?final|^signed:?\\b|\\bdictated by\\b");
    private static final Pattern OPENS = Pattern.compile(
            "(?i)^dear\\b|^to whom it may concern|^re\\s*[:.]|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? [0-9]{1,2},? [0-9]{4}$");
    private static final Pattern LETTERHEAD =
            Pattern.compile("(?i)\\(?[0-9]{3}\\)?[ .-]{0,2}[0-9]{3}[ .-][0-9]{4}|\\b[A-Z]{2},? [0-9]{5}\\b");
    private static final int ROWS_OF_HEAD = 4;
    private static final int ROWS_OF_OPENING = 14;
    private static final int ROWS_OF_END = 9;
    private static final int ROWS_OF_FOOT = 3;
    private static final int LEAST_LETTERS = 3;

    static Sheet of(PageLayout layout, PaperTypes types, LocalDate today) {
        List<String> rows =
                IntStream.range(0, layout.rows().size()).mapToObj(layout::text).toList();
        List<String> printed =
                rows.isEmpty() || !FAX_LINE.matcher(rows.getFirst()).find() ? rows : rows.subList(1, rows.size());
        return new Sheet(
                layout,
                PageSays.of(List.of(layout), today),
                types.titlesOf(layout),
                numbered(printed),
                rows.size() == printed.size() ? Optional.empty() : ofCall(rows.getFirst()),
                form(printed),
                head(printed),
                printed.stream()
                        .limit(ROWS_OF_HEAD)
                        .anyMatch(row -> LETTERHEAD.matcher(row).find()),
                printed.stream()
                        .limit(ROWS_OF_OPENING)
                        .anyMatch(row -> CONTINUED.matcher(row).find()),
                last(printed, ROWS_OF_FOOT).stream()
                        .anyMatch(row -> GOES_ON.matcher(row).find()),
                last(printed, ROWS_OF_END).stream()
                        .anyMatch(row -> ENDS.matcher(row.strip()).find()),
                printed.stream()
                        .limit(ROWS_OF_OPENING)
                        .anyMatch(row -> OPENS.matcher(row.strip()).find()),
                midSentence(printed),
                layout.rowPitch());
    }

    private static <T> List<T> last(List<T> rows, int count) {
        return rows.subList(Math.max(0, rows.size() - count), rows.size());
    }

    /** Page numbers stand at the head or at the foot. */
    private static Optional<Numbered> numbered(List<String> rows) {
        List<String> edges = new ArrayList<>(last(rows, ROWS_OF_FOOT + 1));
        rows.stream().limit(ROWS_OF_HEAD + 2).forEach(edges::add);
        for (String row : edges) {
            for (Pattern pattern : List.of(NUMBERED, BARE_NUMBERED)) {
                Matcher matcher = pattern.matcher(row);
                if (matcher.find()) {
                    int number = digits(matcher.group(1));
                    int of = matcher.group(2) == null ? 0 : digits(matcher.group(2));
                    if (number > 0 && (of == 0 || number <= of)) {
                        return Optional.of(new Numbered(number, of));
                    }
                }
            }
            Matcher lost = NUMBER_LOST.matcher(row);
            if (lost.find()) {
                return Optional.of(new Numbered(0, digits(lost.group(1))));
            }
        }
        return Optional.empty();
    }

    private static Optional<Numbered> ofCall(String faxLine) {
        return CALL_NUMBERED
                .matcher(faxLine.strip())
                .results()
                .findFirst()
                .map(found -> new Numbered(digits(found.group(1)), digits(found.group(2))));
    }

    private static int digits(String said) {
        return Integer.parseInt(said.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('L', '1')
                .replace('I', '1'));
    }

    private static Optional<String> form(List<String> rows) {
        for (String row : last(rows, ROWS_OF_FOOT + 1)) {
            Matcher form = FORM.matcher(row);
            if (form.find()) {
                return Optional.of(form.group(1).toUpperCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private static Set<String> head(List<String> rows) {
        Set<String> words = new HashSet<>();
        rows.stream()
                .limit(ROWS_OF_HEAD)
                .flatMap(row -> Words.of(row).stream())
                .filter(word -> word.length() >= LEAST_LETTERS)
                .forEach(words::add);
        return words;
    }

    /** Small letters at the beginning of a row that is too long for a field. */
    private static boolean midSentence(List<String> rows) {
        return rows.stream()
                .filter(row -> row.length() > 40)
                .findFirst()
                .filter(row -> Character.isLowerCase(row.codePointAt(0)))
                .isPresent();
    }

    /** Whether rows of both pages lie equally close, as far as can be told: where not, they come from two papers. */
    boolean samePrint(Sheet other) {
        return pitch.isEmpty()
                || other.pitch.isEmpty()
                || Math.abs(pitch.getAsDouble() - other.pitch.getAsDouble())
                        <= SAME_PITCH * Math.max(pitch.getAsDouble(), other.pitch.getAsDouble());
    }

    boolean namesSomebody() {
        PersonFacts facts = says.facts();
        return !facts.names().isEmpty()
                || facts.birthDate().isPresent()
                || !facts.recordNumbers().isEmpty();
    }
}
