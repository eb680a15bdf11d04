package org.chartroom.index.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chartroom.models.record.PersonName;

/**
 * A name as it is compared: lower case, without accents and punctuation; what stands behind a family name apart from it.
 *
 * @param family family names with a space between; never empty
 * @param given empty where not said
 * @param middle empty where not said
 * @param generation {@code jr}, {@code sr}, {@code ii}, {@code iii}, {@code iv}; empty where not said
 * @param familySound the family name by Double Metaphone; empty for a name in no Latin letters
 * @param givenSound the given name by Double Metaphone
 */
record Name(String family, String given, String middle, String generation, String familySound, String givenSound) {
    private static final Set<String> GENERATIONS = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’`.]");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /** Names that stand where nobody knew one yet (rule 13 of {@link FilingRules}); they say nothing about who it is. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "baby",
            "babyboy",
            "babygirl",
            "boy",
            "girl",
            "newborn",
            "infant",
            "test",
            "unknown",
            "unk",
            "doe",
            "patient",
            "none",
            "na",
            "xxx",
            "zzz");

    static Name of(PersonName name) {
        List<String> family = words(name.family());
        List<String> given = words(name.given());
        List<String> middle = words(name.middle());
        String generation = words(name.suffix()).stream()
                .filter(GENERATIONS::contains)
                .findFirst()
                .orElse("");
        for (List<String> part : List.of(family, given, middle)) {
            String last = part.isEmpty() ? "" : part.getLast();
            boolean alone = part == family && part.size() == 1;
            if (GENERATIONS.contains(last) && !alone) {
                generation = last;
                part.removeLast();
            }
        }
        // "Mary Ann" in the field for given names is a given and a middle name to other offices.
        if (middle.isEmpty() && given.size() > 1) {
            middle = given.subList(1, given.size());
            given = given.subList(0, 1);
        }
        return named(String.join(" ", family), String.join(" ", given), String.join(" ", middle), generation);
    }

    private static Name named(String family, String given, String middle, String generation) {
        return new Name(family, given, middle, generation, Likeness.sound(family), Likeness.sound(given));
    }

    private static List<String> words(String name) {
        String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("");
        String lower = APOSTROPHES.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
        return Arrays.stream(NO_LETTERS.split(lower))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whether a given name was said that tells people apart. */
    boolean hasGiven() {
        return !given.isEmpty() && !PLACEHOLDERS.contains(given);
    }

    /** Whether the family name tells people apart. */
    boolean hasFamily() {
        return !family.isEmpty() && !PLACEHOLDERS.contains(family);
    }

    /** The same name with family and given name in each other's place. */
    Name swapped() {
        return new Name(given, family, middle, generation, givenSound, familySound);
    }
}
