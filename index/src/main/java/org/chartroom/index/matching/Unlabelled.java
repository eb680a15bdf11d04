package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chartroom.index.layout.Cell;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Comparison.Known;
import org.chartroom.models.record.PersonName;

/**
 * What stands on pages with or without a label. It leads to nobody: which label a telephone or a date belongs to is not known, and a
 * name may be the physician's. But where labelled things have led to a patient, what stands here can confirm that, when a label was
 * lost in a fax or none was printed. Immutable.
 */
public final class Unlabelled {
    private static final Pattern PHONE = Pattern.compile(
            "(?<![0-9])\\+?1?[\\s.-]{0,2}\\(?[0-9]{3}\\)?[\\s.-]{0,2}[0-9]{3}[\\s.-]{0,2}[0-9]{4}(?![0-9])");
    static final Pattern ADDRESS = Pattern.compile("(?<![0-9])[0-9]{1,6}[A-Za-z]?\\s+\\p{L}.{3,80}");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z]{0,4}-?[0-9][0-9A-Za-z-]{3,14}");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NO_SIGN = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    /** Beside such a word stands the name of somebody who treats, not of the patient. */
    private static final Set<String> TREATING =
            Set.of("dr", "doctor", "md", "do", "dpm", "dds", "phd", "np", "pa", "rn", "fnp", "crnp", "attn", "cc");

    private static final Set<String> GENERATIONS = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final int LEAST_OF_NUMBER = 5;
    /** Between a family and a given name: a middle name, or its initial. */
    static final int WORDS_BETWEEN = 1;
    /** A name this short is a word of any text, and stands for nobody. */
    private static final int LEAST_OF_NAME = 2;

    private static final int LEAST_OF_HALF = 4;
    private static final int ROWS_OF_HEAD = 3;
    /** A given name, a middle name and a degree. */
    private static final int AROUND_CLINICIAN = 3;

    private final List<Row> rows;
    private final Set<LocalDate> dates;
    private final Set<String> damagedDates;
    private final Set<String> numbers;
    private final Set<String> phones;
    private final Set<String> addresses;

    /**
     * One row of a page.
     *
     * @param words as {@link Name} writes them
     */
    private record Row(List<String> words, Set<LocalDate> dates) {}

    private Unlabelled(
            List<Row> rows,
            Set<LocalDate> dates,
            Set<String> damagedDates,
            Set<String> numbers,
            Set<String> phones,
            Set<String> addresses) {
        this.rows = rows;
        this.dates = dates;
        this.damagedDates = damagedDates;
        this.numbers = numbers;
        this.phones = phones;
        this.addresses = addresses;
    }

    /** @param today dates after it are no dates of birth */
    static Unlabelled of(List<PageLayout> pages, LocalDate today) {
        List<Row> rows = new ArrayList<>();
        Set<LocalDate> dates = new HashSet<>();
        Set<String> damagedDates = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        Set<String> phones = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (PageLayout page : pages) {
            for (List<Cell> row : page.rows()) {
                String text = String.join(" ", row.stream().map(Cell::text).toList());
                Set<LocalDate> datesOfRow = SaidDate.all(text, today);
                rows.add(new Row(words(text), datesOfRow));
                dates.addAll(datesOfRow);
                all(PHONE, text).forEach(phone -> Normal.phone(phone).ifPresent(phones::add));
                for (String word : SPACES.split(text)) {
                    String plain = word.replaceAll("^[^\\p{L}\\p{Nd}]+|[^\\p{L}\\p{Nd}]+$", "");
                    if (NUMBER.matcher(plain).matches()) {
                        Normal.number(plain)
                                .filter(number -> number.length() >= LEAST_OF_NUMBER)
                                .ifPresent(numbers::add);
                    }
                    SaidDate.damaged(plain, today).ifPresent(damagedDates::add);
                }
                for (Cell cell : row) {
                    Matcher street = ADDRESS.matcher(cell.text());
                    if (street.find()) {
                        String said = street.group().strip();
                        Normal.address(said).ifPresent(addresses::add);
                        page.below(cell, street.start(), street.end())
                                .flatMap(town -> Normal.address(said + ", " + town.text()))
                                .ifPresent(addresses::add);
                    }
                }
            }
        }
        return new Unlabelled(rows, dates, damagedDates, numbers, phones, addresses);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group()).toList();
    }

    /** As {@link Name} writes them; initials and signs of their own stay. */
    private static List<String> words(String text) {
        return Arrays.stream(SPACES.split(text))
                .map(word -> NO_SIGN.matcher(word.toLowerCase(Locale.ROOT).replaceAll("['’`.]", ""))
                        .replaceAll(" ")
                        .strip())
                .flatMap(word -> Arrays.stream(word.split(" ")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Set<LocalDate> dates() {
        return dates;
    }

    /** Of records, payers and anything else; as they are compared. */
    Set<String> numbers() {
        return numbers;
    }

    /** The comparison, with what stands on the pages where its labels did not say, or said it with a slip. */
    Comparison confirm(Comparison pair, Known said, Known known) {
        Alike birth = pair.birth();
        if (birth == Alike.UNKNOWN || birth == Alike.CLOSE) {
            boolean born = known.birthDate()
                    .filter(date -> dates.contains(date)
                            && !said.serviceDate().filter(date::equals).isPresent())
                    .isPresent();
            birth = born ? Alike.SAME : birth;
        }
        Optional<Name> name = unsaidName(pair, known);
        Alike number = confirmed(pair.number(), numbers, known.numbers());
        Alike phone = confirmed(pair.phone(), phones, known.phones());
        Alike address = confirmed(pair.address(), addresses, known.addresses());
        Alike member = confirmed(pair.member(), numbers, known.members());
        if (birth == Alike.UNKNOWN && bearsDamaged(known)) {
            // A sign of the date was lost in reading. With the name and one thing more it is proven all the same.
            boolean more = Stream.of(number, phone, address, member).anyMatch(alike -> alike == Alike.SAME);
            birth = more && (pair.sameName() || name.isPresent()) ? Alike.SAME : Alike.CLOSE;
        }
        boolean halfCounts = name.isEmpty()
                && birth == Alike.SAME
                && number == Alike.SAME
                && pair.said().isEmpty();
        Optional<Name> family = halfCounts ? half(rows, known, Name::family) : Optional.empty();
        Optional<Name> given = halfCounts ? half(rows, known, Name::given) : Optional.empty();
        Optional<Name> found = name.or(() -> family).or(() -> given);
        boolean leads = birth == Alike.SAME || name.isPresent() || pair.sameName();
        return new Comparison(
                name.isPresent() || family.isPresent() ? Alike.SAME : pair.family(),
                name.isPresent() || given.isPresent() ? Alike.SAME : pair.given(),
                pair.middle(),
                pair.generation(),
                birth,
                pair.sex(),
                leads ? number : pair.number(),
                phone,
                address,
                member,
                pair.visited(),
                name.filter(each -> standsAtBirth(each, known)).isPresent(),
                pair.swapped(),
                found.or(pair::said),
                found.isPresent() ? 1 : pair.nameSimilarity());
    }

    private static Alike confirmed(Alike labelled, Set<String> here, Set<String> known) {
        return labelled != Alike.SAME && known.stream().anyMatch(here::contains) ? Alike.SAME : labelled;
    }

    /** The patient's name, where no label led to a name or one led to a misspelling of it. */
    private Optional<Name> unsaidName(Comparison pair, Known known) {
        boolean open = pair.said().isEmpty()
                || (!pair.swapped()
                        && !pair.sameName()
                        && pair.family() != Alike.DIFFERENT
                        && pair.given() != Alike.DIFFERENT
                        && pair.generation() != Alike.DIFFERENT);
        return open ? known.names().stream().filter(this::names).findFirst() : Optional.empty();
    }

    /** Whether the name stands in the row of the birth date or in the row above it. */
    private boolean standsAtBirth(Name name, Known known) {
        return known.birthDate()
                .filter(born -> IntStream.range(0, rows.size())
                        .filter(row -> names(rows.get(row).words(), name))
                        .anyMatch(row -> rows.subList(row, Math.min(row + 2, rows.size())).stream()
                                .anyMatch(each -> each.dates().contains(born))))
                .isPresent();
    }

    private boolean bearsDamaged(Known known) {
        return known.birthDate()
                .filter(date -> damagedDates.stream().anyMatch(damaged -> SaidDate.mayBe(damaged, date)))
                .isPresent();
    }

    /** Whether the page names a day on which the patient was seen and whom they saw that day. */
    boolean tellsOf(Visit visit, Known known) {
        boolean day = dates.contains(visit.day())
                && known.birthDate().filter(visit.day()::equals).isEmpty();
        return day && rows.stream().anyMatch(row -> treats(row.words(), visit.clinician()));
    }

    /** Both names of somebody beside each other, or the family name beside a title or a degree. */
    private static boolean treats(List<String> row, PersonName clinician) {
        List<String> family = words(clinician.family());
        List<String> given = words(clinician.given());
        for (int at = 0; at + family.size() <= row.size() && !family.isEmpty(); at++) {
            if (standsAt(row, at, family)) {
                List<String> around = row.subList(
                        Math.max(0, at - AROUND_CLINICIAN),
                        Math.min(row.size(), at + family.size() + AROUND_CLINICIAN));
                if ((!given.isEmpty() && around.contains(given.getFirst()))
                        || around.stream().anyMatch(TREATING::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether one of these things of the patient stands here: the whole name, the date of birth, the record number. */
    boolean bears(Known known) {
        return known.names().stream().anyMatch(this::names)
                || known.birthDate().filter(dates::contains).isPresent()
                || bearsDamaged(known)
                || headNamesHalf(known)
                || known.numbers().stream().anyMatch(numbers::contains);
    }

    /** Whether half of the name stands in the running head, of which the rest was lost. */
    private boolean headNamesHalf(Known known) {
        List<Row> head = rows.subList(0, Math.min(ROWS_OF_HEAD, rows.size()));
        return half(head, known, Name::family)
                .or(() -> half(head, known, Name::given))
                .isPresent();
    }

    /** The name of which this half, long enough to be no usual word, stands here: the other half was lost. */
    private static Optional<Name> half(List<Row> rows, Known known, Function<Name, String> part) {
        return known.names().stream()
                .filter(name -> name.hasFamily() && part.apply(name).length() >= LEAST_OF_HALF)
                .filter(name -> namesHalf(rows, name, List.of(part.apply(name).split(" "))))
                .findFirst();
    }

    private static boolean namesHalf(List<Row> rows, Name name, List<String> half) {
        return rows.stream()
                .map(Row::words)
                .anyMatch(row -> IntStream.range(0, row.size())
                        .anyMatch(at ->
                                standsAt(row, at, half) && isPatient(row, at, at + half.size(), name.generation())));
    }

    /** Whether family and given name stand beside each other, in either order. */
    private boolean names(Name name) {
        return rows.stream().anyMatch(row -> names(row.words(), name));
    }

    private static boolean names(List<String> row, Name name) {
        if (!name.hasFamily() || !name.hasGiven() || name.given().length() < LEAST_OF_NAME) {
            return false;
        }
        List<String> family = List.of(name.family().split(" "));
        List<String> given = List.of(name.given().split(" "));
        return names(row, family, given, name.generation());
    }

    private static boolean names(List<String> row, List<String> family, List<String> given, String generation) {
        for (int at = 0; at + family.size() <= row.size(); at++) {
            if (!row.subList(at, at + family.size()).equals(family)) {
                continue;
            }
            int behind = at + family.size();
            for (int between = 0; between <= WORDS_BETWEEN; between++) {
                int before = at - between - given.size();
                if (standsAt(row, before, given) && isPatient(row, before, behind, generation)) {
                    return true;
                }
                int after = behind + between;
                if (standsAt(row, after, given) && isPatient(row, at, after + given.size(), generation)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean standsAt(List<String> row, int at, List<String> words) {
        return at >= 0
                && at + words.size() <= row.size()
                && row.subList(at, at + words.size()).equals(words);
    }

    /** Nobody who treats, and no father or son: what stands before and behind the name says so. */
    private static boolean isPatient(List<String> row, int from, int to, String generation) {
        List<String> around = new ArrayList<>();
        if (from > 0) {
            around.add(row.get(from - 1));
        }
        around.addAll(row.subList(to, Math.min(row.size(), to + 2)));
        return around.stream().noneMatch(TREATING::contains)
                && row.subList(from, Math.min(row.size(), to + 1)).stream()
                        .filter(GENERATIONS::contains)
                        .allMatch(generation::equals);
    }
}
