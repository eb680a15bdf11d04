package org.chartroom.index.matching;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.chartroom.index.matching.Comparison.NamePair;
import org.chartroom.models.record.Sex;

/** When two names, dates or numbers are alike. Safe for use by many threads. */
final class Likeness {
    /** Names as similar as this (Jaro-Winkler) are taken for misspellings of each other; rule 5 of {@link FilingRules}. */
    static final double MISSPELT = 0.92;

    private static final double ADDRESS_MISSPELT = 0.94;
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();
    /** Only its settings change, and they do not. */
    private static final DoubleMetaphone METAPHONE = new DoubleMetaphone();

    static final Likeness SHARED = new Likeness();

    private final Nicknames nicknames = Nicknames.load();

    private Likeness() {}

    /** Whether two pages cannot be of the same person; see {@link PageSays#contradicts}. */
    boolean contradict(PersonFacts one, PersonFacts other) {
        Comparison pair = Comparison.of(Comparison.Known.of(one), Comparison.Known.of(other), this);
        boolean otherName = pair.given() == Alike.DIFFERENT || pair.generation() == Alike.DIFFERENT;
        boolean otherwise = pair.birth() == Alike.DIFFERENT || pair.number() == Alike.DIFFERENT || otherName;
        boolean same = pair.birth() == Alike.SAME
                || pair.number() == Alike.SAME
                || (pair.sameName() && pair.birth() != Alike.DIFFERENT);
        return otherwise && !same;
    }

    boolean sameName(PersonFacts one, PersonFacts other) {
        return Comparison.of(Comparison.Known.of(one), Comparison.Known.of(other), this)
                .sameName();
    }

    static String sound(String name) {
        String sound = METAPHONE.doubleMetaphone(name);
        return sound == null ? "" : sound;
    }

    /** The names as they stand, and with family and given name in each other's place where that fits. */
    Stream<NamePair> pairs(Name said, Name known) {
        NamePair straight = pair(said, known, false);
        if (straight.family() == Alike.SAME || said.given().isEmpty()) {
            return Stream.of(straight);
        }
        NamePair swapped = pair(said.swapped(), known, true);
        boolean fits = swapped.family() == Alike.SAME && swapped.given() == Alike.SAME;
        return fits ? Stream.of(straight, swapped) : Stream.of(straight);
    }

    private NamePair pair(Name said, Name known, boolean swapped) {
        Alike family = !said.hasFamily() || !known.hasFamily() ? Alike.UNKNOWN : family(said, known);
        Alike given = !said.hasGiven() || !known.hasGiven() ? Alike.UNKNOWN : given(said, known);
        double similarity = given == Alike.UNKNOWN
                ? JARO_WINKLER.apply(said.family(), known.family())
                : JARO_WINKLER.apply(said.given() + " " + said.family(), known.given() + " " + known.family());
        return new NamePair(
                family,
                given,
                middle(said.middle(), known.middle()),
                generation(said.generation(), known.generation()),
                swapped,
                Optional.of(swapped ? said.swapped() : said),
                similarity);
    }

    private static Alike family(Name one, Name other) {
        String said = one.family();
        String known = other.family();
        if (said.equals(known) || said.replace(" ", "").equals(known.replace(" ", ""))) {
            return Alike.SAME;
        }
        // One of two family names is left out as often as not: Garcia for Garcia Lopez, Smith for Smith-Jones.
        boolean part = Stream.of(known.split(" ")).anyMatch(said::equals)
                || Stream.of(said.split(" ")).anyMatch(known::equals);
        return part || misspelt(said, known, one.familySound(), other.familySound()) ? Alike.CLOSE : Alike.DIFFERENT;
    }

    private Alike given(Name one, Name other) {
        String said = one.given();
        String known = other.given();
        if (said.equals(known)) {
            return Alike.SAME;
        }
        boolean initial = (said.length() == 1 || known.length() == 1) && said.charAt(0) == known.charAt(0);
        return initial || nicknames.alike(said, known) || misspelt(said, known, one.givenSound(), other.givenSound())
                ? Alike.CLOSE
                : Alike.DIFFERENT;
    }

    private static Alike middle(String said, String known) {
        if (said.isEmpty() || known.isEmpty()) {
            return Alike.UNKNOWN;
        }
        if (said.equals(known)) {
            return Alike.SAME;
        }
        return said.charAt(0) == known.charAt(0) ? Alike.CLOSE : Alike.DIFFERENT;
    }

    private static Alike generation(String said, String known) {
        if (said.isEmpty() || known.isEmpty()) {
            return Alike.UNKNOWN;
        }
        return said.equals(known) ? Alike.SAME : Alike.DIFFERENT;
    }

    private static boolean misspelt(String said, String known, String saidSound, String knownSound) {
        boolean soundsAlike = said.length() > 2 && !saidSound.isEmpty() && saidSound.equals(knownSound);
        return soundsAlike || JARO_WINKLER.apply(said, known) >= MISSPELT;
    }

    Alike birth(Optional<LocalDate> said, Optional<LocalDate> known) {
        if (said.isEmpty() || known.isEmpty()) {
            return Alike.UNKNOWN;
        }
        LocalDate one = said.get();
        LocalDate other = known.get();
        if (one.equals(other)) {
            return Alike.SAME;
        }
        int fields = (one.getYear() == other.getYear() ? 1 : 0)
                + (one.getMonthValue() == other.getMonthValue() ? 1 : 0)
                + (one.getDayOfMonth() == other.getDayOfMonth() ? 1 : 0);
        boolean close =
                fields == 2 || turned(one).filter(other::equals).isPresent() || slip(digits(one), digits(other));
        return close ? Alike.CLOSE : Alike.DIFFERENT;
    }

    /** Day and month in each other's place. */
    private static Optional<LocalDate> turned(LocalDate date) {
        try {
            return Optional.of(LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String digits(LocalDate date) {
        return date.toString().replace("-", "");
    }

    Alike sex(Optional<Sex> said, Optional<Sex> known) {
        return said.isEmpty() || known.isEmpty() ? Alike.UNKNOWN : said.equals(known) ? Alike.SAME : Alike.DIFFERENT;
    }

    /** Numbers of records, payers and telephones: one wrong or two exchanged signs are a slip. */
    Alike number(String said, String known) {
        if (said.equals(known)) {
            return Alike.SAME;
        }
        return slip(said, known) ? Alike.CLOSE : Alike.DIFFERENT;
    }

    Alike address(String said, String known) {
        if (said.equals(known)) {
            return Alike.SAME;
        }
        boolean part = said.startsWith(known + " ") || known.startsWith(said + " ");
        return part || JARO_WINKLER.apply(said, known) >= ADDRESS_MISSPELT && sameHouse(said, known)
                ? Alike.CLOSE
                : Alike.DIFFERENT;
    }

    /** Neighbours have the same street; the house must agree. */
    private static boolean sameHouse(String said, String known) {
        return said.split(" ", 2)[0].equals(known.split(" ", 2)[0]);
    }

    private static boolean slip(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int first = -1;
        int last = -1;
        int differ = 0;
        for (int i = 0; i < one.length(); i++) {
            if (one.charAt(i) != other.charAt(i)) {
                first = first < 0 ? i : first;
                last = i;
                differ++;
            }
        }
        return differ == 1
                || (differ == 2
                        && last == first + 1
                        && one.charAt(first) == other.charAt(last)
                        && one.charAt(last) == other.charAt(first));
    }
}
