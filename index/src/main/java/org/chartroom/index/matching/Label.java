package org.chartroom.index.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The words before, or above, what is said of a patient. They are also found where a reader took l for I, or 0 for O. */
enum Label {
    FAMILY("last\\s+name|surname|family\\s+name|last"),
    GIVEN("first\\s+name|given\\s+name|first"),
    MIDDLE("middle(?:\\s+(?:name|initial))?|m\\.?i\\.?"),
    BIRTH("(?:date\\s+)?of\\s+birth|birth\\s?-?da(?:te|y)|d\\.?\\s?o\\.?\\s?b\\.?|born(?:\\s+on)?"),
    NUMBER(
            "mrn|m\\.?r\\.?\\s?(?:#|no\\.?|number)|(?:patient|pt\\.?|hospital|unit)\\s+(?:id|number|no\\.?|#)(?:\\s*(?:number|no\\.?|#))?|m\\.r\\.n\\.|med(?:ical|\\.)?\\s+rec(?:ord|\\.)?(?:\\s+(?:number|no\\.?|num\\.?|#))?"
                    + "|record\\s+(?:number|no\\.?|#)|chart\\s+(?:number|no\\.?|#)"),
    MEMBER(
            "id(?:entification)?\\s+(?:number|no\\.?|#)|(?:member|subscriber|insured|policy|insurance)(?:['’‘]?s)?\\s+(?:id(?:entification)?|number|no\\.?|#)(?:\\s+(?:number|no\\.?|#))?"),
    SEX("(?:sex|gender)(?:\\s+at\\s+birth)?"),
    PHONE(
            "contact\\s+number|mobile|(?:home|cell|mobile|daytime|evening|contact)?\\s?(?:phone|telephone|tel)(?:\\s+(?:number|no\\.?|#))?"),
    ADDRESS("addr\\.|(?:home\\s+|mailing\\s+|street\\s+|patient\\s+)?address|street"),
    SERVICE(
            "date\\s+of\\s+(?:service|visit|exam(?:ination)?|procedure|study|encounter)|(?:service|visit|exam|study)\\s+date|collected"
                    + "(?:\\s+on)?|collection\\s+date|admitted|admission\\s+date|date\\s+(?:seen|admitted)|dos|visit|seen\\s+on"),
    DATED("date\\s+(?:signed|dictated|reported|written)|report\\s+date|reported|dated|date"),
    NAME(
            "patient(?:['’‘]?s)?\\s+(?:full\\s+)?(?:legal\\s+)?name|pt\\.?\\s+name|name\\s+of\\s+(?:the\\s+)?(?:patient|person)|member\\s+name|client(?:\\s+name)?"
                    + "|resident(?:\\s+name)?|full\\s+(?:legal\\s+)?name|patient|pt|re|regarding|name"),
    /** Labels of other things; they end the value before them. */
    OTHER(
            "accession|ordering|status|attending|discharged|fax|pages|from|to|account|provider|physician|insurance|age|ssn|e-?mail|city"
                    + "|state|zip|marital\\s+status|employer|group|plan|copay|npi|dea|specimen|facility|location|race|language|ethnicity"
                    + "|page|cc|subject|reason|diagnosis|dx|drug|qty|refills|sig|weight|height");

    /** Whose such a thing is, when it is not the patient's. */
    private static final String OF_OTHERS =
            "(?:subscriber|insured|policy\\s?-?holder|holder|guarantor|mother|father|parent|spouse|guardian"
                    + "|emergency\\s+contact|contact\\s+person|provider|physician|doctor|dr|office|clinic|practice|pharmacy|referring|ordering"
                    + "|prescriber|caller|facility|hospital|lab(?:oratory)?|sender|company|employer|payer|plan)(?:['’‘]?s)?\\s+";

    private static final Pattern ALL = all();

    /** The usual labels as {@link #folded} writes them, to be found though letters were misread. */
    private static final Map<String, Label> USUAL = Map.ofEntries(
            Map.entry("patient", NAME),
            Map.entry("patient name", NAME),
            Map.entry("patients name", NAME),
            Map.entry("name of patient", NAME),
            Map.entry("patient fuii name", NAME),
            Map.entry("pt name", NAME),
            Map.entry("regarding", NAME),
            Map.entry("date of birth", BIRTH),
            Map.entry("birth date", BIRTH),
            Map.entry("birthdate", BIRTH),
            Map.entry("medicai record number", NUMBER),
            Map.entry("medicai record no", NUMBER),
            Map.entry("record number", NUMBER),
            Map.entry("chart number", NUMBER),
            Map.entry("med rec no", NUMBER),
            Map.entry("member id", MEMBER),
            Map.entry("subscriber id", MEMBER),
            Map.entry("poiicy number", MEMBER),
            Map.entry("teiephone", PHONE),
            Map.entry("home phone", PHONE),
            Map.entry("ceii phone", PHONE),
            Map.entry("daytime phone", PHONE),
            Map.entry("address", ADDRESS),
            Map.entry("home address", ADDRESS),
            Map.entry("street address", ADDRESS),
            Map.entry("maiiing address", ADDRESS),
            Map.entry("gender", SEX),
            Map.entry("date of service", SERVICE),
            Map.entry("service date", SERVICE),
            Map.entry("date of visit", SERVICE),
            Map.entry("visit date", SERVICE));

    private static final int MOST_LETTERS = 34;
    /** One letter in so many may be misread. */
    private static final int LETTERS_A_SLIP = 6;

    private final String words;

    Label(String words) {
        this.words = words;
    }

    /**
     * A label that was found.
     *
     * @param begin of the label in the text
     * @param end behind it and the colon or the like
     * @param signed whether it ends with a colon or the like
     */
    record Found(Label label, int begin, int end, boolean signed) {}

    /** All labels of a text, from left to right. */
    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        Matcher matcher = ALL.matcher(folded(text));
        while (matcher.find()) {
            Label label = matcher.group("whose") == null || is(matcher, MEMBER) ? label(matcher) : OTHER;
            found.add(new Found(
                    label,
                    matcher.start(),
                    matcher.end(),
                    !matcher.group("sign").isEmpty()));
        }
        if (found.isEmpty() || found.getFirst().begin() > 0) {
            misread(text).ifPresent(label -> {
                found.removeIf(other -> other.begin() < label.end());
                found.addFirst(label);
            });
        }
        return found;
    }

    /** A label at the beginning of which some letters were misread; up to its colon, or all there is. */
    private static Optional<Found> misread(String text) {
        int colon = text.indexOf(':');
        int until = colon >= 0 ? colon : text.length();
        if (until > MOST_LETTERS) {
            return Optional.empty();
        }
        String words =
                folded(text.substring(0, until)).replaceAll("[^\\p{L} ]+", "").strip();
        for (Map.Entry<String, Label> usual : USUAL.entrySet()) {
            int slips = usual.getKey().length() / LETTERS_A_SLIP;
            if (Math.abs(usual.getKey().length() - words.length()) <= slips
                    && new LevenshteinDistance(slips).apply(usual.getKey(), words) >= 0) {
                return Optional.of(new Found(usual.getValue(), 0, Math.min(text.length(), until + 1), colon >= 0));
            }
        }
        return Optional.empty();
    }

    private static boolean is(Matcher matcher, Label label) {
        return matcher.group(label.name()) != null;
    }

    private static Label label(Matcher found) {
        for (Label label : values()) {
            if (is(found, label)) {
                return label;
            }
        }
        throw new IllegalStateException("a label of no kind");
    }

    private static Pattern all() {
        StringBuilder all = new StringBuilder();
        for (Label label : values()) {
            all.append(all.isEmpty() ? "" : "|")
                    .append("(?<")
                    .append(label.name())
                    .append('>')
                    .append(asRead(label.words))
                    .append(')');
        }
        return Pattern.compile("(?<![\\p{L}0-9])(?<whose>" + asRead(OF_OTHERS) + ")?(?:" + all
                + ")(?![\\p{L}])(?:\\s*\\([\\p{L}/, .]{1,30}\\))?\\s*(?<sign>[:#.=_-]*)\\s*");
    }

    /** Readers run words together, and see l for I. */
    private static String asRead(String words) {
        return words.replace("\\s+", "\\s*").replace('l', 'i');
    }

    /** As long as the text, in lower case, with one sign for those that readers mix up inside words. */
    private static String folded(String text) {
        char[] signs = text.toLowerCase(Locale.ROOT).toCharArray();
        if (signs.length != text.length()) {
            return text;
        }
        for (int i = 0; i < signs.length; i++) {
            boolean inWord = i > 0
                    && i + 1 < signs.length
                    && Character.isLetter(text.charAt(i - 1))
                    && Character.isLetter(text.charAt(i + 1));
            signs[i] = switch (signs[i]) {
                case 'l' -> 'i';
                case '1', '|', '!' -> inWord ? 'i' : signs[i];
                case '0' -> inWord ? 'o' : signs[i];
                default -> signs[i];
            };
        }
        return new String(signs);
    }
}
