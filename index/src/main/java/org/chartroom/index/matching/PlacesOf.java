package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.index.layout.Cell;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Comparison.Known;

/**
 * Where that stands on pages in which they agree with a patient, whether a label leads to it or not: for a person who wants to see what
 * confirms a match. It decides nothing.
 */
public final class PlacesOf {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}'’`.]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`.]");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9().\\s-]{6,18}[0-9]");
    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{Nd}-]+");

    private final Comparison agreement;
    private final Known known;
    private final LocalDate today;
    private final Set<PageSays.Evidence> found = new LinkedHashSet<>();

    private PlacesOf(Candidate patient, LocalDate today) {
        this.agreement = patient.comparison();
        this.known = patient.known();
        this.today = today;
    }

    /**
     * Every place that bears something in which the pages are the same as this patient.
     *
     * @param pages in order, as they were read
     * @param patient somebody whom the same pages have led to
     * @param today birth dates lie before it
     */
    public static List<PageSays.Evidence> of(List<PageLayout> pages, Candidate patient, LocalDate today) {
        PlacesOf places = new PlacesOf(patient, today);
        for (int page = 1; page <= pages.size(); page++) {
            for (List<Cell> row : pages.get(page - 1).rows()) {
                for (Cell cell : row) {
                    places.look(page, pages.get(page - 1), cell);
                }
            }
        }
        return List.copyOf(places.found);
    }

    private void look(int page, PageLayout layout, Cell cell) {
        if (agreement.family() == Alike.SAME && agreement.given() == Alike.SAME) {
            names(page, layout, cell);
        }
        if (agreement.birth() == Alike.SAME) {
            births(page, layout, cell);
        }
        if (agreement.number() == Alike.SAME) {
            numbers(PageSays.Thing.RECORD_NUMBER, known.numbers(), page, layout, cell);
        }
        if (agreement.member() == Alike.SAME) {
            numbers(PageSays.Thing.MEMBER_ID, known.members(), page, layout, cell);
        }
        if (agreement.phone() == Alike.SAME) {
            Matcher phone = PHONE.matcher(cell.text());
            while (phone.find()) {
                if (Normal.phone(phone.group()).filter(known.phones()::contains).isPresent()) {
                    take(PageSays.Thing.PHONE, page, layout, cell, phone.start(), phone.end());
                }
            }
        }
        if (agreement.address() == Alike.SAME) {
            address(page, layout, cell);
        }
    }

    private void take(PageSays.Thing thing, int page, PageLayout layout, Cell cell, int from, int to) {
        found.add(new PageSays.Evidence(
                thing, page, cell.text().substring(from, to).strip(), layout.place(cell, from, to)));
    }

    /** A word as names are compared. @param from of its first sign in the cell @param to behind its last */
    private record Part(String word, int from, int to) {}

    private void names(int page, PageLayout layout, Cell cell) {
        List<Part> parts = new ArrayList<>();
        Matcher word = WORD.matcher(cell.text());
        while (word.find()) {
            String plain =
                    APOSTROPHES.matcher(word.group().toLowerCase(Locale.ROOT)).replaceAll("");
            if (!plain.isEmpty()) {
                parts.add(new Part(plain, word.start(), word.end()));
            }
        }
        List<String> words = parts.stream().map(Part::word).toList();
        for (Name name : known.names()) {
            if (!name.hasFamily() || !name.hasGiven()) {
                continue;
            }
            List<String> family = List.of(name.family().split(" "));
            List<String> given = List.of(name.given().split(" "));
            inOrder(words, family, given)
                    .or(() -> inOrder(words, given, family))
                    .ifPresent(at -> {
                        Part last = parts.get(at.last());
                        int end = cell.text().charAt(last.to() - 1) == '.' ? last.to() - 1 : last.to();
                        take(
                                PageSays.Thing.NAME,
                                page,
                                layout,
                                cell,
                                parts.get(at.first()).from(),
                                end);
                    });
        }
    }

    /** Words of a row, from the first to the last. */
    private record Span(int first, int last) {}

    private static Optional<Span> inOrder(List<String> words, List<String> one, List<String> other) {
        for (int at = 0; at + one.size() <= words.size(); at++) {
            if (!words.subList(at, at + one.size()).equals(one)) {
                continue;
            }
            for (int between = 0; between <= Unlabelled.WORDS_BETWEEN; between++) {
                int from = at + one.size() + between;
                if (from + other.size() <= words.size()
                        && words.subList(from, from + other.size()).equals(other)) {
                    return Optional.of(new Span(at, from + other.size() - 1));
                }
            }
        }
        return Optional.empty();
    }

    private void births(int page, PageLayout layout, Cell cell) {
        int begin = 0;
        while (begin < cell.text().length()) {
            int from = begin;
            Optional<SaidDate.Found> date = SaidDate.in(cell.text().substring(from), today);
            if (date.isEmpty()) {
                return;
            }
            SaidDate.Found at = date.get();
            if (known.birthDate().filter(at.date()::equals).isPresent()) {
                take(PageSays.Thing.BIRTH_DATE, page, layout, cell, from + at.begin(), from + at.end());
            }
            begin = from + Math.max(at.end(), 1);
        }
    }

    private void numbers(PageSays.Thing thing, Set<String> wanted, int page, PageLayout layout, Cell cell) {
        Matcher word = NUMBER.matcher(cell.text());
        while (word.find()) {
            if (Normal.number(word.group()).filter(wanted::contains).isPresent()) {
                take(thing, page, layout, cell, word.start(), word.end());
            }
        }
    }

    private void address(int page, PageLayout layout, Cell cell) {
        Matcher street = Unlabelled.ADDRESS.matcher(cell.text());
        if (!street.find()) {
            return;
        }
        String said = street.group().strip();
        boolean whole = Normal.address(said).filter(known.addresses()::contains).isPresent();
        Optional<Cell> town = layout.below(cell, street.start(), street.end());
        boolean withTown = !whole
                && town.flatMap(below -> Normal.address(said + ", " + below.text()))
                        .filter(known.addresses()::contains)
                        .isPresent();
        if (whole || withTown) {
            take(PageSays.Thing.ADDRESS, page, layout, cell, street.start(), street.end());
        }
        if (withTown) {
            Cell below = town.orElseThrow();
            take(PageSays.Thing.ADDRESS, page, layout, below, 0, below.text().length());
        }
    }
}
