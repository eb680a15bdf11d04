package org.chartroom.index.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.PersonName;
import org.chartroom.models.record.Sex;
import org.chartroom.models.text.Box;

/** What was found so far, on all pages of a document. For one thread. */
final class Gathered {
    private static final Pattern NUMBER_SAID = Pattern.compile("[#:\\s]*([A-Za-z]{0,4}-?[0-9][0-9A-Za-z-]{2,14})\\b");
    private static final Pattern SEX_SAID = Pattern.compile(
            "(?i)^\\W*(?:[0-9]{1,3}\\s*(?:y(?:ears?|rs?)?\\.?\\s*(?:/?o(?:ld)?\\.?)?)?\\s*[/,-]?\\s*)?(f.?em.?a.?.e|male|f|m)\\b");

    private final LocalDate today;
    private final List<PageSays.Evidence> evidence = new ArrayList<>();
    private final Set<PersonName> names = new LinkedHashSet<>();
    private final Map<LocalDate, Integer> births = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> members = new LinkedHashSet<>();
    private final Set<Sex> sexes = new LinkedHashSet<>();
    private final Set<String> phones = new LinkedHashSet<>();
    private final Set<String> addresses = new LinkedHashSet<>();
    private Optional<LocalDate> service = Optional.empty();
    private Optional<LocalDate> dated = Optional.empty();

    Gathered(LocalDate today) {
        this.today = today;
    }

    LocalDate today() {
        return today;
    }

    boolean name(Optional<PersonName> name, int page, Optional<Box> place) {
        name.ifPresent(said -> name(said, page, place));
        return name.isPresent();
    }

    void name(PersonName name, int page, Optional<Box> place) {
        names.add(name);
        evidence.add(new PageSays.Evidence(PageSays.Thing.NAME, page, name.display(), place));
    }

    boolean birth(SaidDate.Found date, String text, int page, Optional<Box> place) {
        births.merge(date.date(), 1, Integer::sum);
        return evidence.add(new PageSays.Evidence(PageSays.Thing.BIRTH_DATE, page, text, place));
    }

    boolean number(PageSays.Thing thing, String text, int page, Optional<Box> place) {
        Matcher number = NUMBER_SAID.matcher(text);
        if (!number.lookingAt()) {
            return false;
        }
        take(thing, number.group(1), page, place);
        return true;
    }

    boolean sex(String text, int page, Optional<Box> place) {
        Matcher sex = SEX_SAID.matcher(text);
        boolean said = sex.find();
        if (said) {
            sexes.add(sex.group(1).toLowerCase(Locale.ROOT).startsWith("f") ? Sex.FEMALE : Sex.MALE);
            evidence.add(new PageSays.Evidence(PageSays.Thing.SEX, page, sex.group(1), place));
        }
        return said;
    }

    /** The day the page is about; the first counts. */
    void service(SaidDate.Found date, String text, int page, Optional<Box> place) {
        if (service.isEmpty()) {
            service = Optional.of(date.date());
            evidence.add(new PageSays.Evidence(PageSays.Thing.SERVICE_DATE, page, text, place));
        }
    }

    /** The day the page was written, which is taken where it says nothing of the day it is about. */
    void dated(LocalDate date) {
        if (dated.isEmpty()) {
            dated = Optional.of(date);
        }
    }

    void take(PageSays.Thing thing, String text, int page, Optional<Box> place) {
        switch (thing) {
            case RECORD_NUMBER -> Normal.number(text).ifPresent(number -> numbers.merge(number, 1, Integer::sum));
            case MEMBER_ID -> members.add(text);
            case PHONE -> phones.add(text);
            case ADDRESS -> addresses.add(text);
            case NAME, BIRTH_DATE, SEX, SERVICE_DATE ->
                throw new IllegalArgumentException(thing + " is not taken as it stands");
        }
        evidence.add(new PageSays.Evidence(thing, page, text, place));
    }

    PageSays all(Unlabelled unlabelled) {
        Outcome<LocalDate> birth =
                Outcome.of(births, (one, other) -> Likeness.SHARED.birth(Optional.of(one), Optional.of(other)));
        Outcome<String> number = Outcome.of(numbers, Likeness.SHARED::number);
        PersonFacts facts = new PersonFacts(
                List.copyOf(names),
                birth.one(),
                sexes.size() == 1 ? sexes.stream().findFirst() : Optional.empty(),
                number.one().map(Set::of).orElse(Set.copyOf(numbers.keySet())),
                phones,
                addresses,
                members,
                Optional.empty(),
                service.or(() -> dated));
        return new PageSays(facts, evidence, birth.several() || number.several(), unlabelled);
    }

    /**
     * What a thing is that stands in several places.
     *
     * @param one where it is the same everywhere, or most places agree and the others are slips of it
     * @param several whether two differ by more than a slip
     */
    private record Outcome<T>(Optional<T> one, boolean several) {
        static <T> Outcome<T> of(Map<T, Integer> counts, BiFunction<T, T, Alike> alike) {
            List<Map.Entry<T, Integer>> byCount = counts.entrySet().stream()
                    .sorted(Map.Entry.<T, Integer>comparingByValue().reversed())
                    .toList();
            if (byCount.isEmpty()) {
                return new Outcome<>(Optional.empty(), false);
            }
            T most = byCount.getFirst().getKey();
            int times = byCount.getFirst().getValue();
            boolean several =
                    byCount.stream().skip(1).anyMatch(other -> alike.apply(most, other.getKey()) == Alike.DIFFERENT);
            boolean clear = byCount.size() == 1 || times > byCount.get(1).getValue();
            return new Outcome<>(several || !clear ? Optional.empty() : Optional.of(most), several);
        }
    }
}
