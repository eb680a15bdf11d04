package org.chartroom.index.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartroom.models.record.PersonName;

/** Names as they stand behind a label: {@code Underhill, Eleanor M}, {@code Ms. Eleanor M. Underhill}, {@code UNDERHILL ELEANOR} not. */
final class SaidName {
    private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "miss", "mx", "master", "dr");
    private static final Set<String> BEHIND = Set.of("md", "do", "phd", "rn", "np", "pa", "esq");
    private static final Set<String> GENERATIONS = Set.of("jr", "sr", "ii", "iii", "iv");
    /** They stand in the middle of family names and are written small. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "van", "von", "bin", "al", "el",
            "st");
    /** What stands behind "Patient" and is no name. */
    private static final Set<String> NO_NAMES = Set.of(
            "name",
            "information",
            "registration",
            "instructions",
            "education",
            "history",
            "portal",
            "account",
            "care",
            "signature",
            "consent",
            "is",
            "was",
            "has",
            "and",
            "of",
            "the",
            "id",
            "identification",
            "demographics",
            "status",
            "address",
            "phone",
            "reports",
            "denies",
            "states",
            "center",
            "clinic",
            "hospital",
            "intake",
            "visit",
            "summary");

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'’.-]*,?");
    /** Specks, read as digits and signs before a name and behind it. */
    private static final Pattern JUNK = Pattern.compile("^[^\\p{L}]+(?=\\p{L})|(?<=\\p{L})[^\\p{L}.,'’-]+(?=,?$)");

    private static final Pattern COMMA = Pattern.compile("(,)(?=\\p{L})");
    /** Not within McDonald, DeWitt and the like. */
    private static final Pattern SMALL_CAPITAL = Pattern.compile("(\\p{Ll}{2})(?<!\\bMac|\\bVan|\\bFitz)(?=\\p{Lu})");

    private static final int MOST_WORDS = 6;

    private SaidName() {}

    /** The name these words begin with; empty when they do not begin with at least a family and a given name. */
    static Optional<PersonName> in(String words) {
        List<String> parts = parts(words);
        List<String> family = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        int comma = -1;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).endsWith(",")) {
                comma = i;
                break;
            }
        }
        String generation = "";
        if (comma >= 0 && comma < parts.size() - 1 && !isGeneration(parts.get(comma + 1))) {
            parts.subList(0, comma + 1).forEach(part -> family.add(plain(part)));
            rest.addAll(parts.subList(comma + 1, parts.size()));
        } else {
            List<String> all =
                    new ArrayList<>(parts.stream().map(SaidName::plain).toList());
            if (all.size() > 2 && isGeneration(all.getLast())) {
                generation = all.removeLast();
            }
            if (all.size() < 2) {
                return Optional.empty();
            }
            int from = all.size() - 1;
            while (from > 1 && PARTICLES.contains(all.get(from - 1).toLowerCase(Locale.ROOT))) {
                from--;
            }
            family.addAll(all.subList(from, all.size()));
            rest.addAll(all.subList(0, from));
        }
        List<String> given = new ArrayList<>(rest.stream().map(SaidName::plain).toList());
        if (given.size() > 1 && isGeneration(given.getLast())) {
            generation = given.removeLast();
        }
        if (family.isEmpty() || given.isEmpty() || String.join("", family).length() < 2) {
            return Optional.empty();
        }
        String whole = String.join(" ", family) + (generation.isEmpty() ? "" : " " + generation);
        return Optional.of(new PersonName(whole, given.getFirst(), String.join(" ", given.subList(1, given.size()))));
    }

    /** The words up to the first that belongs to no name, without titles. */
    private static List<String> parts(String words) {
        List<String> parts = new ArrayList<>();
        String[] all = apart(words).split("\\s+");
        for (int i = 0; i < all.length; i++) {
            String word = JUNK.matcher(all[i]).replaceAll("");
            String small = plain(word).toLowerCase(Locale.ROOT);
            // "Date of ...": a label of which the rest could not be read.
            boolean ofLabel = i + 1 < all.length && "of".equals(all[i + 1]);
            if (parts.isEmpty() && TITLES.contains(small)) {
                continue;
            }
            // Behind the comma of a shelf name stands a given name, though reading lost its capital.
            boolean behindComma = !parts.isEmpty() && parts.getLast().endsWith(",") && word.length() > 2;
            boolean capital = behindComma || (!word.isEmpty() && Character.isUpperCase(word.charAt(0)));
            boolean name = !ofLabel
                    && WORD.matcher(word).matches()
                    && (capital || (!parts.isEmpty() || words.length() > small.length()) && PARTICLES.contains(small))
                    && !NO_NAMES.contains(small)
                    && !BEHIND.contains(small);
            if (!name || parts.size() == MOST_WORDS) {
                break;
            }
            parts.add(word);
        }
        return parts;
    }

    /** Readers lose the space behind a comma, and that between a small and a capital letter, as in {@code JohnOliver}. */
    private static String apart(String words) {
        String commas = COMMA.matcher(words.strip()).replaceAll("$1 ");
        return SMALL_CAPITAL.matcher(commas).replaceAll("$1 ");
    }

    private static boolean isGeneration(String word) {
        return GENERATIONS.contains(plain(word).toLowerCase(Locale.ROOT));
    }

    private static String plain(String word) {
        return word.replaceAll("[.,]+$", "");
    }
}
