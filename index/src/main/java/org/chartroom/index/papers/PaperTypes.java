package org.chartroom.index.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import opennlp.tools.ml.AbstractEventTrainer;
import opennlp.tools.ml.TrainerFactory;
import opennlp.tools.ml.maxent.quasinewton.QNTrainer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.papers.Titles.Found;

/**
 * Tells the type of a document by its title and, once it has learnt from what the office has filed, by all of its words (maximum
 * entropy). Safe for use by many threads; those who ask while it learns get what was learnt before.
 */
public final class PaperTypes {
    /** A title alone is sure when hardly anything stands beside it. */
    private static final double SURE_TITLE = 0.6;

    private static final double SURE = 0.9;
    private static final double UNSURE = 0.6;
    private static final int ROWS_OF_HEAD = 10;
    private static final int LEAST_LETTERS = 3;
    private static final int MOST_PAGES = 3;
    private static final int ROUNDS = 100;
    /** Words in fewer papers than this are names and slips of the reader. */
    private static final int LEAST_PAPERS = 4;

    private final Titles titles = Titles.load();
    private volatile Optional<MaxentModel> learnt = Optional.empty();

    /**
     * A paper that a person has filed.
     *
     * @param code of its type
     */
    public record Example(List<PageLayout> pages, String code) {}

    /**
     * Learns from papers that were filed. Takes seconds for a thousand of them.
     *
     * @param filed of at least two types, else nothing is learnt
     */
    public void learn(List<Example> filed) {
        List<Event> events = events(filed);
        if (events.stream().map(Event::getOutcome).distinct().count() < 2) {
            return;
        }
        TrainingParameters how = new TrainingParameters();
        how.put(TrainingParameters.ALGORITHM_PARAM, QNTrainer.MAXENT_QN_VALUE);
        how.put(TrainingParameters.ITERATIONS_PARAM, ROUNDS);
        how.put(TrainingParameters.CUTOFF_PARAM, 0);
        // The usual indexer writes what it learns from, the words of charts, into a temporary file.
        how.put(AbstractEventTrainer.DATA_INDEXER_PARAM, AbstractEventTrainer.DATA_INDEXER_ONE_PASS_VALUE);
        try {
            learnt = Optional.of(TrainerFactory.getEventTrainer(how, new HashMap<>())
                    .train(ObjectStreamUtils.createObjectStream(events)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The papers by their signs, without those that are rare. Left to the library, papers of rare signs only would be named in the log
     * with their words.
     */
    private List<Event> events(List<Example> filed) {
        List<String[]> signs =
                filed.stream().map(example -> signs(example.pages())).toList();
        Map<String, Integer> papers = new HashMap<>();
        signs.forEach(all -> Arrays.stream(all).forEach(sign -> papers.merge(sign, 1, Integer::sum)));
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < filed.size(); i++) {
            String[] frequent = Arrays.stream(signs.get(i))
                    .filter(sign -> papers.getOrDefault(sign, 0) >= LEAST_PAPERS)
                    .toArray(String[]::new);
            if (frequent.length > 0) {
                events.add(new Event(filed.get(i).code(), frequent));
            }
        }
        return events;
    }

    /** The likeliest type; empty when neither title nor words tell. */
    public Optional<TypeGuess> guess(List<PageLayout> pages) {
        Optional<TypeGuess> titled = pages.isEmpty() ? Optional.empty() : byTitle(pages.getFirst());
        return learnt.map(model -> byWords(model, pages))
                .filter(guess -> guess.probability() >= UNSURE || titled.isEmpty())
                .or(() -> titled);
    }

    private Optional<TypeGuess> byTitle(PageLayout page) {
        return titles.in(page).stream()
                .findFirst()
                .map(found -> new TypeGuess(found.code(), found.strength() >= SURE_TITLE ? SURE : UNSURE));
    }

    private TypeGuess byWords(MaxentModel model, List<PageLayout> pages) {
        double[] shares = model.eval(signs(pages));
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            best = shares[i] > shares[best] ? i : best;
        }
        return new TypeGuess(model.getOutcome(best), shares[best]);
    }

    /** What the type can be told by: titles, words at the head of the first page, all words. */
    private String[] signs(List<PageLayout> pages) {
        Set<String> signs = new HashSet<>();
        if (!pages.isEmpty()) {
            PageLayout first = pages.getFirst();
            for (Found found : titles.in(first)) {
                signs.add((found.strength() >= SURE_TITLE ? "title " : "perhaps ") + found.code());
            }
            for (int row = 0; row < Math.min(ROWS_OF_HEAD, first.rows().size()); row++) {
                words(first, row).forEach(word -> signs.add("head " + word));
            }
        }
        for (PageLayout page : pages.stream().limit(MOST_PAGES).toList()) {
            for (int row = 0; row < page.rows().size(); row++) {
                List<String> words = words(page, row).toList();
                signs.addAll(words);
                for (int i = 1; i < words.size(); i++) {
                    signs.add(words.get(i - 1) + " " + words.get(i));
                }
            }
        }
        return new ArrayList<>(signs).toArray(String[]::new);
    }

    private static Stream<String> words(PageLayout page, int row) {
        return Words.of(page.text(row)).stream().filter(word -> word.length() >= LEAST_LETTERS);
    }

    /** The titles of a page, for whoever looks where a paper begins. */
    Set<String> titlesOf(PageLayout page) {
        return titles.in(page).stream()
                .filter(found -> found.strength() >= SURE_TITLE)
                .map(Found::code)
                .collect(Collectors.toSet());
    }
}
