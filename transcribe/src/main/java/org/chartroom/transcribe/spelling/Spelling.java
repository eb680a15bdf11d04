package org.chartroom.transcribe.spelling;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.hunspell.Dictionary;
import org.apache.lucene.analysis.hunspell.Hunspell;
import org.apache.lucene.analysis.hunspell.SortingStrategy;
import org.apache.lucene.analysis.hunspell.Suggester;
import org.apache.lucene.analysis.hunspell.SuggestionTimeoutException;

/**
 * English spelling by Hunspell dictionaries that are found on the machine; none comes with Chartroom. Medical dictionaries
 * ({@code en_med*.dic}) add to the general one. Safe for use by several threads.
 */
public final class Spelling {
    /** Where Linux distributions put Hunspell's dictionaries. */
    public static final Path OF_THE_SYSTEM = Path.of("/usr/share/hunspell");

    private static final String GENERAL = "en_US";
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’-]\\p{L}+)*");
    private static final Pattern PARTS = Pattern.compile("-");
    private static final int SHORTEST = 3;
    private static final int MOST_SUGGESTIONS = 5;
    private static final long SUGGESTION_MS = 250;
    private static final int KEPT = 20_000;

    private final List<String> dictionaries;
    private final Set<String> own;
    private final Hunspell hunspell;
    private final Suggester suggester;
    private final Map<String, Boolean> known = Collections.synchronizedMap(new Latest<>());
    private final Map<String, List<String>> suggested = Collections.synchronizedMap(new Latest<>());

    private static final class Latest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > KEPT;
        }
    }

    /**
     * A word that no dictionary has.
     *
     * @param start offset of its first character
     * @param end offset after its last
     */
    public record Unknown(int start, int end, String word) {}

    private Spelling(List<String> dictionaries, Set<String> own, Dictionary dictionary) {
        this.dictionaries = List.copyOf(dictionaries);
        this.own = own;
        this.hunspell = new Hunspell(dictionary);
        this.suggester = new Suggester(dictionary).withSuggestibleEntryCache();
    }

    /**
     * Loads what is there; takes about a second.
     *
     * @param folders looked through in this order for {@code en_US.aff} with {@code en_US.dic}, and for {@code en_med*.dic}
     * @param own words that are right besides, in lower case
     * @return empty where no general dictionary is found
     * @throws IOException when a dictionary cannot be read
     */
    public static Optional<Spelling> open(List<Path> folders, Set<String> own) throws IOException {
        Optional<Path> folder = folders.stream()
                .filter(each -> Files.isReadable(each.resolve(GENERAL + ".aff"))
                        && Files.isReadable(each.resolve(GENERAL + ".dic")))
                .findFirst();
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(List.of(GENERAL));
        List<InputStream> words = new ArrayList<>();
        words.add(new ByteArrayInputStream(Files.readAllBytes(folder.get().resolve(GENERAL + ".dic"))));
        for (Path medical : medical(folders)) {
            names.add(name(medical).replaceFirst("\\.dic$", ""));
            words.add(new ByteArrayInputStream(plainWords(medical)));
        }
        try (InputStream rules = Files.newInputStream(folder.get().resolve(GENERAL + ".aff"))) {
            return Optional.of(new Spelling(
                    names, Set.copyOf(own), new Dictionary(rules, words, false, SortingStrategy.inMemory())));
        } catch (ParseException e) {
            throw new IOException("the spelling dictionary in " + folder.get() + " is damaged", e);
        }
    }

    private static List<Path> medical(List<Path> folders) throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> name(file).matches("en_med.*\\.dic"))
                            .sorted()
                            .forEach(file -> found.putIfAbsent(name(file), file));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The medical list has remarks between its words, and no rules of its own for "/". */
    private static byte[] plainWords(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            List<String> words = lines.skip(1)
                    .filter(line -> !line.isBlank() && Character.isLetter(line.charAt(0)))
                    .map(line -> line.replaceFirst("[/\\s].*$", ""))
                    .toList();
            return (words.size() + "\n" + words.stream().collect(Collectors.joining("\n", "", "\n")))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Names of the dictionaries in use, such as {@code en_US}. */
    public List<String> dictionaries() {
        return dictionaries;
    }

    /**
     * The words of a text that nobody knows, in its order. Not looked at: one or two letters, capitals only, words with figures.
     *
     * @param also words that are right in this text, in lower case, such as the patient's name
     */
    public List<Unknown> unknownIn(String text, Set<String> also) {
        List<Unknown> unknown = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            boolean looked = word.length() >= SHORTEST
                    && !word.equals(word.toUpperCase(Locale.ROOT))
                    && !touchesFigure(text, matcher.start(), matcher.end());
            if (looked && !isKnown(word, also)) {
                unknown.add(new Unknown(matcher.start(), matcher.end(), word));
            }
        }
        return unknown;
    }

    private static boolean touchesFigure(String text, int start, int end) {
        return start > 0 && Character.isDigit(text.charAt(start - 1))
                || end < text.length() && Character.isDigit(text.charAt(end));
    }

    private boolean isKnown(String word, Set<String> also) {
        String bare = word.replace('’', '\'').replaceFirst("'[sS]$", "");
        String lower = bare.toLowerCase(Locale.ROOT);
        return own.contains(lower)
                || also.contains(lower)
                || known.computeIfAbsent(bare, _ -> hunspell.spell(bare))
                || bare.indexOf('-') > 0
                        && PARTS.splitAsStream(bare).allMatch(part -> part.length() < SHORTEST || isKnown(part, also));
    }

    /** What may have been meant, best first, at most five. Takes up to a quarter of a second the first time. */
    public List<String> suggestions(String word) {
        List<String> kept = suggested.get(word);
        if (kept != null) {
            return kept;
        }
        List<String> found;
        try {
            found = suggester.suggestWithTimeout(word, SUGGESTION_MS, () -> {});
        } catch (SuggestionTimeoutException e) {
            found = e.getPartialResult();
        }
        List<String> few = found.stream().distinct().limit(MOST_SUGGESTIONS).toList();
        suggested.put(word, few);
        return few;
    }

    /** The suggestions for a word if they were asked for before. */
    public Optional<List<String>> suggestionsAtHand(String word) {
        return Optional.ofNullable(suggested.get(word));
    }
}
