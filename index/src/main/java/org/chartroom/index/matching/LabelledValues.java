package org.chartroom.index.matching;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartroom.index.layout.Cell;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.text.Box;

/** Reads the labels of one page, and what stands behind, beside or below them, into what is said. For one page and one thread. */
final class LabelledValues {
    private static final Pattern PHONE_SAID =
            Pattern.compile("\\+?1?[\\s.-]*\\(?[0-9]{3}\\)?[\\s.-]*[0-9]{3}[\\s.-]*[0-9]{4}");
    private static final Pattern ADDRESS_SAID = Pattern.compile("[0-9]{1,6}[A-Za-z]?\\s+\\p{L}.{3,80}");
    private static final Pattern TOWN_SAID =
            Pattern.compile("\\p{L}.{1,40},?\\s+[A-Z]{2}\\.?\\s+[0-9]{5}(?:-[0-9]{4})?");
    private static final Pattern GIVEN_OR_FAMILY = Pattern.compile("[\\p{L}][\\p{L}'’. -]{0,40}");
    private static final Pattern NAME_PART = Pattern.compile("\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+)?");
    /** A family name, a comma, given names: nothing else is written so before a date of birth. */
    private static final Pattern SHELF_NAME = Pattern.compile("\\p{Lu}[\\p{L}'’ -]+,\\s*\\p{Lu}[\\p{L}'’. -]*");
    /** A name as on a shelf with a date in brackets, which is nothing but the date of birth. */
    private static final Pattern NAME_WITH_DATE =
            Pattern.compile("(" + SHELF_NAME.pattern() + "?)\\s*\\(([^()]{6,20})\\)");
    /** Given and family name before a date of birth. */
    private static final Pattern STRAIGHT_NAME =
            Pattern.compile("(?:\\p{Lu}[\\p{L}'’.-]*\\s+){1,3}\\p{Lu}[\\p{L}'’-]+");
    /** What follows such a heading is about somebody else. */
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)(?:in case of )?(?:emergency|guarantor|responsible party|insured|subscriber|policy ?holder|primary insurance|secondary"
                    + " insurance|spouse|parent|guardian|next of kin|employer|pharmacy|referring|provider|physician|prescriber|ordering"
                    + "|send to|release to|disclose to|recipient|sender|facility)\\b[^0-9:]{0,30}:?");
    /** And what follows such a one, about the patient again. */
    private static final Pattern PATIENT =
            Pattern.compile("(?i)(?:patient|member|demographics?|about you|personal)\\b[^0-9:]{0,30}:?");

    /** Before these a name stands often without a label of its own. */
    private static final Set<Label> BESIDE_NAMES = EnumSet.of(Label.BIRTH, Label.NUMBER, Label.MEMBER, Label.SEX);

    /** These say where on the page the patient is spoken of. */
    private static final Set<Label> OF_PATIENT =
            EnumSet.of(Label.NAME, Label.FAMILY, Label.GIVEN, Label.BIRTH, Label.NUMBER, Label.MEMBER);

    private static final int ROWS_OF_OTHERS = 6;
    /** Telephones and addresses farther than this below the patient's name are another's. */
    private static final int ROWS_NEAR = 7;
    /** A date alone in a row this high up is the letter's. */
    private static final int ROWS_OF_HEAD = 14;
    /** These words stand in sentences, too: without a colon they are labels only where nothing stands behind them. */
    private static final Pattern WEAK = Pattern.compile(
            "(?i)\\W*(?:last|first|m\\.?i\\.?|middle|street|date|dated|visit|re|regarding|to|from)\\W*");

    /** Where a value stands. */
    private record Value(Cell cell, int from, int to) {
        String text() {
            return cell.text().substring(from, to);
        }

        static Value whole(Cell cell) {
            return new Value(cell, 0, cell.text().length());
        }
    }

    private record Far(PageSays.Thing thing, Value value, String text) {}

    private final int page;
    private final PageLayout layout;
    private final Gathered gathered;
    private final List<Far> telephonesAndAddresses = new ArrayList<>();
    private final List<Integer> rowsOfPatient = new ArrayList<>();
    private int othersUntil = -1;
    private String family = "";
    private String given = "";
    private String middle = "";

    LabelledValues(int page, PageLayout layout, Gathered gathered) {
        this.page = page;
        this.layout = layout;
        this.gathered = gathered;
    }

    void read() {
        for (int row = 0; row < layout.rows().size(); row++) {
            heading(row);
            for (Cell cell : layout.rows().get(row)) {
                cell(cell, row <= othersUntil);
            }
        }
        if (!family.isEmpty() && !given.isEmpty()) {
            // Names in fields of their own are one name.
            gathered.name(new PersonName(family, given, middle), page, Optional.empty());
        }
        for (Far far : telephonesAndAddresses) {
            if (isNearPatient(far.value().cell().row())) {
                gathered.take(far.thing(), far.text(), page, place(far.value()));
            }
        }
    }

    /** Beside or below what is said of the patient; above it stands the letterhead. */
    private boolean isNearPatient(int row) {
        return rowsOfPatient.stream().anyMatch(other -> row >= other - 1 && row - other <= ROWS_NEAR);
    }

    private void heading(int row) {
        String first = layout.rows().get(row).getFirst().text();
        boolean label = Label.in(first).stream().anyMatch(found -> found.begin() == 0 && found.label() != Label.OTHER);
        if (!label && OTHERS.matcher(first).matches()) {
            othersUntil = row + ROWS_OF_OTHERS;
        } else if (PATIENT.matcher(first).matches()) {
            othersUntil = row - 1;
        }
    }

    private void cell(Cell cell, boolean ofOthers) {
        List<Label.Found> labels = counting(cell);
        if (labels.isEmpty()) {
            if (!ofOthers) {
                nameWithDate(cell);
                nameBesideLabels(cell);
            }
            if (cell.row() < ROWS_OF_HEAD && layout.rows().get(cell.row()).size() == 1) {
                SaidDate.only(cell.text(), gathered.today()).ifPresent(date -> gathered.dated(date.date()));
            }
            return;
        }
        nameBefore(cell, labels.getFirst(), ofOthers);
        for (int i = 0; i < labels.size(); i++) {
            Label.Found label = labels.get(i);
            boolean last = i + 1 == labels.size();
            int end = last ? cell.text().length() : labels.get(i + 1).begin();
            Value behind = new Value(cell, Math.min(label.end(), end), end);
            if (label.label() != Label.OTHER && !(ofOthers && !ofPatientAlways(cell, label))) {
                // What stands beside a label need not be its value: a label that could not be read stands there, too.
                for (Value value : values(label, behind, last)) {
                    if (take(label.label(), value)) {
                        break;
                    }
                }
            }
        }
    }

    /** "Patient name" is the patient's wherever it stands; "Name" is not. */
    private static boolean ofPatientAlways(Cell cell, Label.Found label) {
        return cell.text()
                .substring(label.begin(), label.end())
                .toLowerCase(Locale.ROOT)
                .startsWith("patient");
    }

    /** {@code Fontaine, Georgina J   DOB: 09/08/1946}. */
    private void nameBefore(Cell cell, Label.Found first, boolean ofOthers) {
        if (ofOthers || !BESIDE_NAMES.contains(first.label())) {
            return;
        }
        List<Cell> row = layout.rows().get(cell.row());
        int place = row.indexOf(cell);
        Value before = first.begin() > 0
                ? new Value(cell, 0, first.begin())
                : place > 0 ? Value.whole(row.get(place - 1)) : new Value(cell, 0, 0);
        String text = before.text().strip().replaceAll("[\\s|;,(*-]+$", "");
        if (isName(text, first.label()) && Label.in(text).isEmpty()) {
            SaidName.in(text).ifPresent(name -> gathered.name(name, page, place(before)));
        }
    }

    /** {@code Fontaine, Georgina J (09/08/1946)}, as it stands at the head of later pages. */
    private void nameWithDate(Cell cell) {
        Matcher named = NAME_WITH_DATE.matcher(cell.text());
        if (!named.matches()) {
            return;
        }
        Value date = new Value(cell, named.start(2), named.end(2));
        Value name = new Value(cell, named.start(1), named.end(1));
        date(date)
                .ifPresent(born -> SaidName.in(name.text()).ifPresent(said -> {
                    gathered.name(said, page, place(name));
                    gathered.birth(born, dateText(date, born), page, datePlace(date, born));
                    rowsOfPatient.add(cell.row());
                }));
    }

    /** A name as on a shelf, in a row with the date of birth or a number of which the label could not be read. */
    private void nameBesideLabels(Cell cell) {
        boolean beside = layout.rows().get(cell.row()).stream()
                .filter(other -> other != cell)
                .flatMap(other -> Label.in(other.text()).stream())
                .anyMatch(found -> BESIDE_NAMES.contains(found.label()));
        if (beside && SHELF_NAME.matcher(cell.text()).matches()) {
            Value whole = Value.whole(cell);
            SaidName.in(cell.text()).ifPresent(name -> gathered.name(name, page, place(whole)));
        }
    }

    private static boolean isName(String text, Label before) {
        return SHELF_NAME.matcher(text).matches()
                || (before == Label.BIRTH && STRAIGHT_NAME.matcher(text).matches());
    }

    private static List<Label.Found> counting(Cell cell) {
        List<Label.Found> counting = new ArrayList<>();
        for (Label.Found found : Label.in(cell.text())) {
            boolean valueOfLast = !counting.isEmpty()
                    && counting.getLast().signed()
                    && counting.getLast().end() == found.begin();
            String words = cell.text().substring(found.begin(), found.end());
            boolean alone = words.length() == cell.text().length();
            boolean opens = found.begin() == 0;
            boolean strong = switch (found.label()) {
                case BIRTH, NUMBER, MEMBER, PHONE, SEX, SERVICE -> true;
                case NAME, FAMILY, GIVEN, MIDDLE, ADDRESS, DATED -> opens;
                case OTHER -> false;
            };
            boolean counts =
                    found.signed() || alone || (strong && !WEAK.matcher(words).matches());
            if (counts && !(valueOfLast && !found.signed())) {
                counting.add(found);
            }
        }
        return counting;
    }

    /** Behind the label; where nothing stands there, beside or below it. */
    private List<Value> values(Label.Found label, Value behind, boolean last) {
        if (!behind.text().isBlank()) {
            return List.of(behind);
        }
        Cell cell = behind.cell();
        Optional<Cell> beside = last ? layout.beside(cell) : Optional.empty();
        return Stream.concat(beside.stream(), layout.below(cell, label.begin(), label.end()).stream())
                .filter(LabelledValues::isValue)
                .map(Value::whole)
                .toList();
    }

    private static boolean isValue(Cell cell) {
        List<Label.Found> labels = Label.in(cell.text());
        return labels.isEmpty()
                || labels.getFirst().begin() > 0
                || (!labels.getFirst().signed()
                        && labels.getFirst().end() < cell.text().length());
    }

    /** Whether the value is one of the label's kind, and was taken. */
    private boolean take(Label kind, Value value) {
        String text = value.text().strip();
        Optional<Box> place = place(value);
        boolean taken = switch (kind) {
            case NAME -> gathered.name(SaidName.in(text).or(() -> acrossGap(value)), page, place);
            case FAMILY -> {
                family = family.isEmpty() ? words(text) : family;
                yield !family.isEmpty();
            }
            case GIVEN -> {
                given = given.isEmpty() ? words(text) : given;
                yield !given.isEmpty();
            }
            case MIDDLE -> {
                middle = middle.isEmpty() ? words(text) : middle;
                yield !middle.isEmpty();
            }
            case BIRTH ->
                date(value)
                        .filter(date -> gathered.birth(date, dateText(value, date), page, datePlace(value, date)))
                        .isPresent();
            case NUMBER -> gathered.number(PageSays.Thing.RECORD_NUMBER, text, page, place);
            case MEMBER -> gathered.number(PageSays.Thing.MEMBER_ID, text, page, place);
            case SEX -> gathered.sex(text, page, place);
            case PHONE -> {
                Matcher phone = PHONE_SAID.matcher(text);
                if (phone.find()) {
                    telephonesAndAddresses.add(
                            new Far(PageSays.Thing.PHONE, value, phone.group().strip()));
                    yield true;
                }
                yield false;
            }
            case ADDRESS -> address(value);
            case SERVICE -> {
                Optional<SaidDate.Found> date = date(value);
                date.ifPresent(day -> gathered.service(day, dateText(value, day), page, datePlace(value, day)));
                yield date.isPresent();
            }
            case DATED -> {
                Optional<SaidDate.Found> date = date(value);
                date.ifPresent(day -> gathered.dated(day.date()));
                yield date.isPresent();
            }
            case OTHER -> throw new IllegalArgumentException("nothing is taken from " + kind);
        };
        if (taken && OF_PATIENT.contains(kind)) {
            rowsOfPatient.add(value.cell().row());
        }
        return taken;
    }

    /** A name with a gap where a word between its parts could not be read. */
    private Optional<PersonName> acrossGap(Value value) {
        boolean ends = value.to() == value.cell().text().length();
        return Optional.of(value)
                .filter(_ -> ends && !value.text().isBlank())
                .flatMap(_ -> layout.beside(value.cell()))
                .filter(next -> Label.in(next.text()).isEmpty()
                        && NAME_PART.matcher(next.text()).matches())
                .flatMap(next -> SaidName.in(value.text().strip() + " " + next.text()));
    }

    private Optional<SaidDate.Found> date(Value value) {
        return SaidDate.in(value.text(), gathered.today());
    }

    private static String dateText(Value value, SaidDate.Found date) {
        return value.text().substring(date.begin(), date.end());
    }

    private Optional<Box> datePlace(Value value, SaidDate.Found date) {
        return layout.place(value.cell(), value.from() + date.begin(), value.from() + date.end());
    }

    /** Street and town, on one line or on two. */
    private boolean address(Value value) {
        Matcher street = ADDRESS_SAID.matcher(value.text());
        if (!street.find()) {
            return false;
        }
        String said = street.group().strip();
        String town = layout.below(value.cell(), value.from(), value.to())
                .map(below -> below.text().replaceFirst("(?i)^(?:city|city,? state,? zip)[^:]{0,20}:?\\s*", ""))
                .filter(below -> TOWN_SAID.matcher(below).matches())
                .orElse("");
        boolean whole = TOWN_SAID.matcher(said).find();
        telephonesAndAddresses.add(
                new Far(PageSays.Thing.ADDRESS, value, whole || town.isEmpty() ? said : said + ", " + town));
        return true;
    }

    private static String words(String value) {
        return GIVEN_OR_FAMILY.matcher(value).matches() ? value : "";
    }

    private Optional<Box> place(Value value) {
        String text = value.text();
        int from = value.from() + (text.length() - text.stripLeading().length());
        return layout.place(
                value.cell(),
                from,
                Math.max(from, value.from() + text.stripTrailing().length()));
    }
}
