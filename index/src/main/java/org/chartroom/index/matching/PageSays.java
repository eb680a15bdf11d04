package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;

/**
 * Whom the pages of a document say they are about, by what stands behind the usual labels: {@code Patient:}, {@code RE:},
 * {@code DOB}, {@code MRN} and their like, on the same line or, where the line ends with the label, on the next.
 *
 * @param facts of the patient; of several things of one kind, a birth date for example, none when they differ
 * @param evidence where each stands
 * @param several whether more than one patient seems to be named: two birth dates, or two record numbers
 */
public record PageSays(PersonFacts facts, List<Evidence> evidence, boolean several) {
    /** What a page says. */
    public enum Thing {
        /** The whole name. */
        NAME,
        /** Date of birth. */
        BIRTH_DATE,
        /** Medical record number. */
        RECORD_NUMBER,
        /** Administrative sex. */
        SEX,
        /** Telephone number. */
        PHONE,
        /** The day the page is about. */
        SERVICE_DATE
    }

    /**
     * Where something stands.
     *
     * @param thing what it is
     * @param page from 1
     * @param text as it stands there, without its label
     */
    public record Evidence(Thing thing, int page, String text) {}

    private enum Label {
        NAME("patient(?:'s)?\\s+name|pt\\.?\\s+name|name\\s+of\\s+patient|patient|pt|re|regarding|name"),
        FAMILY("last\\s+name|surname|family\\s+name"),
        GIVEN("first\\s+name|given\\s+name"),
        MIDDLE("middle(?:\\s+(?:name|initial))?"),
        BIRTH("date\\s+of\\s+birth|birth\\s?date|d\\.?\\s?[o0]\\.?\\s?b\\.?|born"),
        NUMBER("mrn|m\\.r\\.n\\.|med(?:ical|\\.)?\\s+rec(?:ord|\\.)?(?:\\s+(?:number|no\\.?|num\\.?|#))?"
                + "|record\\s+(?:number|no\\.?)|chart\\s+(?:number|no\\.?|#)"),
        SEX("sex|gender"),
        PHONE("(?:home|cell|mobile|daytime)?\\s?(?:phone|telephone)"),
        SERVICE("date\\s+of\\s+(?:service|visit|exam)|service\\s+date|collected|admitted|date\\s+seen|dos|visit"),
        /** Labels of other things; they end the value before them. */
        OTHER(
                "accession|reported|ordering|status|attending|discharged|address|fax|tel|pages|from|to|date|member\\s+id|account"
                        + "|provider|physician|insurance|age|ssn|e-?mail|city|state|zip|marital\\s+status|employer");

        private final String words;

        Label(String words) {
            this.words = words;
        }
    }

    private static final Pattern LABELS = labels();
    private static final Pattern NUMBER_SAID = Pattern.compile("[#:\\s]*([A-Za-z]{0,4}-?[0-9][0-9A-Za-z-]{2,14})\\b");
    private static final Pattern PHONE_SAID =
            Pattern.compile("\\+?1?[\\s.-]*\\(?[0-9]{3}\\)?[\\s.-]*[0-9]{3}[\\s.-]*[0-9]{4}");
    private static final Pattern SEX_SAID = Pattern.compile("(?i)^\\W*(female|male|f|m)\\b");
    private static final Pattern GAP = Pattern.compile("\\s{3,}|\\t");

    public PageSays {
        evidence = List.copyOf(evidence);
    }

    private static Pattern labels() {
        StringBuilder all = new StringBuilder();
        for (Label label : Label.values()) {
            all.append(all.isEmpty() ? "" : "|")
                    .append("(?<")
                    .append(label.name())
                    .append('>')
                    .append(label.words)
                    .append(')');
        }
        return Pattern.compile("(?i)(?<![\\p{L}0-9])(?:" + all + ")(?![\\p{L}])\\s*(?<SIGN>[:#.=-]*)\\s*");
    }

    /**
     * What these pages say.
     *
     * @param pages the text of each page in order, as it was read
     * @param today birth dates and service dates lie before it
     */
    public static PageSays of(List<String> pages, LocalDate today) {
        Gathered gathered = new Gathered(today);
        for (int page = 1; page <= pages.size(); page++) {
            List<String> lines = pages.get(page - 1).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                gathered.line(page, lines.get(i), i + 1 < lines.size() ? lines.get(i + 1) : "");
            }
            gathered.pageEnds(page);
        }
        return gathered.all();
    }

    /** What was found so far. */
    private static final class Gathered {
        private final LocalDate today;
        private final List<Evidence> evidence = new ArrayList<>();
        private final Set<PersonName> names = new LinkedHashSet<>();
        private final Set<LocalDate> births = new LinkedHashSet<>();
        private final Set<String> numbers = new LinkedHashSet<>();
        private final Set<Sex> sexes = new LinkedHashSet<>();
        private final Set<String> phones = new LinkedHashSet<>();
        private Optional<LocalDate> service = Optional.empty();
        private String family = "";
        private String given = "";
        private String middle = "";

        Gathered(LocalDate today) {
            this.today = today;
        }

        void line(int page, String line, String next) {
            List<MatchResult> labels = LABELS.matcher(line).results().toList();
            for (int i = 0; i < labels.size(); i++) {
                MatchResult label = labels.get(i);
                Label kind = kind(label);
                if (kind == Label.OTHER) {
                    continue;
                }
                boolean last = i + 1 == labels.size();
                String behind = line.substring(
                        label.end(), last ? line.length() : labels.get(i + 1).start());
                String value = last && behind.isBlank() ? next : GAP.split(behind.strip(), 2)[0];
                take(page, kind, value, !label.group("SIGN").isEmpty(), line);
            }
        }

        private static Label kind(MatchResult found) {
            for (Label label : Label.values()) {
                if (found.group(label.name()) != null) {
                    return label;
                }
            }
            throw new IllegalStateException("a label of no kind");
        }

        private void take(int page, Label kind, String value, boolean signed, String line) {
            switch (kind) {
                case NAME -> {
                    // "Patient is a 52-year-old woman" is no label; "Patient Emmanuel Lindqvist DOB" on a form is one.
                    if (signed || startsWith(line, "patient", "pt", "name")) {
                        SaidName.in(value).ifPresent(name -> name(page, name));
                    }
                }
                case FAMILY -> family = firstWords(value);
                case GIVEN -> given = firstWords(value);
                case MIDDLE -> middle = firstWords(value);
                case BIRTH ->
                    SaidDate.in(value, today).ifPresent(date -> {
                        births.add(date);
                        evidence.add(new Evidence(Thing.BIRTH_DATE, page, value.strip()));
                    });
                case NUMBER -> {
                    Matcher number = NUMBER_SAID.matcher(value);
                    if (number.lookingAt()) {
                        Normal.number(number.group(1)).ifPresent(numbers::add);
                        evidence.add(new Evidence(Thing.RECORD_NUMBER, page, number.group(1)));
                    }
                }
                case SEX -> {
                    Matcher sex = SEX_SAID.matcher(value);
                    if (sex.find()) {
                        sexes.add(sex.group(1).toLowerCase(Locale.ROOT).startsWith("f") ? Sex.FEMALE : Sex.MALE);
                        evidence.add(new Evidence(Thing.SEX, page, sex.group(1)));
                    }
                }
                case PHONE -> {
                    Matcher phone = PHONE_SAID.matcher(value);
                    if (phone.find()) {
                        phones.add(phone.group().strip());
                        evidence.add(
                                new Evidence(Thing.PHONE, page, phone.group().strip()));
                    }
                }
                case SERVICE -> {
                    Optional<LocalDate> date = SaidDate.in(value, today);
                    if (service.isEmpty() && date.isPresent()) {
                        service = date;
                        evidence.add(new Evidence(Thing.SERVICE_DATE, page, value.strip()));
                    }
                }
                case OTHER -> throw new IllegalArgumentException("nothing is taken from " + kind);
            }
        }

        private static boolean startsWith(String line, String... labels) {
            String small = line.strip().toLowerCase(Locale.ROOT);
            for (String label : labels) {
                if (small.startsWith(label)) {
                    return true;
                }
            }
            return false;
        }

        private static String firstWords(String value) {
            String first = GAP.split(value.strip(), 2)[0].strip();
            return first.matches("[\\p{L}][\\p{L}'’. -]{0,40}") ? first : "";
        }

        private void name(int page, PersonName name) {
            names.add(name);
            evidence.add(new Evidence(Thing.NAME, page, name.display()));
        }

        /** Names in fields of their own are one name. */
        void pageEnds(int page) {
            if (!family.isEmpty() && !given.isEmpty()) {
                name(page, new PersonName(family, given, middle));
            }
            family = "";
            given = "";
            middle = "";
        }

        PageSays all() {
            boolean several = births.size() > 1 || numbers.size() > 1;
            PersonFacts facts = new PersonFacts(
                    List.copyOf(names),
                    births.size() == 1 ? births.stream().findFirst() : Optional.empty(),
                    sexes.size() == 1 ? sexes.stream().findFirst() : Optional.empty(),
                    numbers,
                    phones,
                    Set.of(),
                    Set.of(),
                    Optional.empty(),
                    service);
            return new PageSays(facts, evidence, several);
        }
    }
}
