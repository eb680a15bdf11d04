package org.chartroom.benchmarks.filing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.chartroom.index.layout.PageLayout;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.PageSays;
import org.chartroom.index.matching.PatientFinder;
import org.chartroom.index.matching.Verdict;
import org.chartroom.index.papers.Paper;
import org.chartroom.index.papers.PaperSorter;
import org.chartroom.index.papers.PaperTypes;
import org.chartroom.models.text.Word;

/** Lets the product sort and file the stacks of a made-up office, and counts what it did right. For one thread. */
public final class FilingTrial {
    /** Reads the images of pages, each into its words. */
    @FunctionalInterface
    public interface Reading {
        List<List<PlacedWord>> read(List<BufferedImage> pages) throws IOException, InterruptedException;
    }

    /**
     * How much is done.
     *
     * @param pages at least so many are filed
     * @param patients of the office
     * @param learnt papers of the built half, already filed, that the product learns types from
     * @param noisePages pages that are drawn, spoilt and read to fit the noise
     * @param crowd patients among whom matching is timed
     * @param builtHalf whether the built half is filed instead of the tested one: to work on the rules with
     * @param seed of the tested half
     */
    public record Settings(
            int pages, int patients, int learnt, int noisePages, int crowd, boolean builtHalf, long seed) {}

    /**
     * What came of it.
     *
     * @param noise share of signs that reading mistook on the pages it was fitted on: built half, tested half
     * @param wrong pages that went into the wrong chart
     * @param strangersFiled real documents of nobody in the office that were filed all the same
     * @param concerns why papers went to a person, and how many pages they had
     * @param confusions type that was, type that was taken for it, how often; the same for those that were right
     */
    public record Result(
            List<Double> noise,
            int pages,
            int papers,
            int autoFiled,
            int wrong,
            int wrongPapers,
            int strangersFiled,
            int typedRight,
            int splitRight,
            int splitMissed,
            int splitWrong,
            double matchP99Ms,
            double matchP50Ms,
            double pagesPerSecond,
            Map<String, Integer> concerns,
            Map<String, Map<String, Integer>> confusions) {
        /** Harmonic mean of the shares of breaks found and of breaks right. */
        public double splitF1() {
            return 2.0 * splitRight / (2.0 * splitRight + splitMissed + splitWrong);
        }
    }

    private static final long BUILT_SEED = 20261126;
    private static final int TIMED = 5_000;

    private final Settings settings;
    private final Reading reading;
    private final List<List<List<Word>>> strangers;

    /** @param strangers words of the pages of real documents that are no patient's: none of them may be filed */
    public FilingTrial(Settings settings, Reading reading, List<List<List<Word>>> strangers) {
        this.settings = settings;
        this.reading = reading;
        this.strangers = strangers;
    }

    public Result run() throws IOException, InterruptedException {
        Random built = new Random(BUILT_SEED);
        Random chance = new Random(settings.builtHalf() ? BUILT_SEED + 1 : settings.seed());
        Noise builtNoise = fitted(Half.BUILT, built);
        Noise testedNoise = fitted(Half.TESTED, chance);
        PaperTypes types = learnt(builtNoise, built);
        Script script = Script.of(settings.builtHalf() ? Half.BUILT : Half.TESTED);
        Office office = Office.of(script, settings.patients(), chance);
        PaperSorter sorter = new PaperSorter(office.finder(), types);
        Count count = new Count();
        Stacks stacks = new Stacks(script, office, chance);
        Noise noise = settings.builtHalf() ? builtNoise : testedNoise;
        while (count.pages < settings.pages()) {
            count.stack(stacks.stack(), noise, chance, sorter);
        }
        int strangersFiled = (int) strangers.stream()
                .filter(pages -> sorter.sort(pages.stream().map(PageLayout::of).toList(), Office.TODAY).stream()
                        .anyMatch(paper -> paper.verdict() instanceof Verdict.FileByItself))
                .count();
        List<Double> ms = settings.crowd() == 0 ? List.of(0.0) : timed(script, noise, chance);
        return new Result(
                List.of(builtNoise.errorRate(), testedNoise.errorRate()),
                count.pages,
                count.papers,
                count.autoFiled,
                count.wrong,
                count.wrongPapers,
                strangersFiled,
                count.typedRight,
                count.splitRight,
                count.splitMissed,
                count.splitWrong,
                ms.get(ms.size() * 99 / 100),
                ms.get(ms.size() / 2),
                count.pages / (count.nanos / 1e9),
                count.concerns,
                count.confusions);
    }

    /** Draws pages of a half, spoils and reads them. */
    private Noise fitted(Half half, Random chance) throws IOException, InterruptedException {
        Script script = Script.of(half);
        Stacks stacks = new Stacks(script, Office.of(script, 500, chance), chance);
        List<List<Printed>> pages = new ArrayList<>();
        while (pages.size() < settings.noisePages() / 2) {
            pages.addAll(stacks.paper().pages());
        }
        List<Degraded> ways = Degraded.of(half);
        List<BufferedImage> images = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            images.add(ways.get(i % ways.size()).image(pages.get(i), chance));
        }
        List<List<PlacedWord>> read = reading.read(images);
        Noise noise = new Noise();
        for (int i = 0; i < pages.size(); i++) {
            noise.learn(ways.get(i % ways.size()).places(pages.get(i)), read.get(i));
        }
        return noise;
    }

    private PaperTypes learnt(Noise noise, Random chance) {
        Script script = Script.of(Half.BUILT);
        Stacks stacks = new Stacks(script, Office.of(script, 5_000, chance), chance);
        List<PaperTypes.Example> examples = new ArrayList<>();
        while (examples.size() < settings.learnt()) {
            for (MadePaper paper : stacks.stack()) {
                examples.add(new PaperTypes.Example(
                        paper.pages().stream()
                                .map(page -> PageLayout.of(noise.read(page, chance)))
                                .toList(),
                        paper.type()));
            }
        }
        PaperTypes types = new PaperTypes();
        types.learn(examples);
        return types;
    }

    private List<Double> timed(Script script, Noise noise, Random chance) {
        Office crowd = Office.of(script, settings.crowd(), chance);
        PatientFinder finder = crowd.finder();
        Stacks stacks = new Stacks(script, crowd, chance);
        List<Double> ms = new ArrayList<>();
        while (ms.size() < TIMED) {
            for (List<Printed> page : stacks.paper().pages()) {
                List<Word> words = noise.read(page, chance);
                PageSays says = PageSays.of(List.of(PageLayout.of(words)), Office.TODAY);
                long began = System.nanoTime();
                finder.decide(says);
                ms.add((System.nanoTime() - began) / 1e6);
            }
        }
        Collections.sort(ms);
        return ms;
    }

    /** What was counted so far. */
    private static final class Count {
        private int pages;
        private int papers;
        private int autoFiled;
        private int wrong;
        private int wrongPapers;
        private int typedRight;
        private int splitRight;
        private int splitMissed;
        private int splitWrong;
        private long nanos;
        private final Map<String, Integer> concerns = new TreeMap<>();
        private final Map<String, Map<String, Integer>> confusions = new TreeMap<>();

        void stack(List<MadePaper> made, Noise noise, Random chance, PaperSorter sorter) {
            List<List<Word>> read = new ArrayList<>();
            List<MadePaper> paperOfPage = new ArrayList<>();
            Set<Integer> starts = new HashSet<>();
            for (MadePaper paper : made) {
                starts.add(read.size() + 1);
                for (List<Printed> page : paper.pages()) {
                    read.add(noise.read(page, chance));
                    paperOfPage.add(paper);
                }
            }
            long began = System.nanoTime();
            List<Paper> found = sorter.sort(read.stream().map(PageLayout::of).toList(), Office.TODAY);
            nanos += System.nanoTime() - began;
            pages += read.size();
            papers += made.size();
            breaks(starts, found);
            for (Paper paper : found) {
                MadePaper first = paperOfPage.get(paper.first() - 1);
                if (starts.contains(paper.first())) {
                    String guess = paper.type().map(type -> type.code()).orElse("none");
                    typedRight += guess.equals(first.type()) ? 1 : 0;
                    confusions
                            .computeIfAbsent(first.type(), _ -> new TreeMap<>())
                            .merge(guess, 1, Integer::sum);
                }
                file(paper, paperOfPage);
            }
        }

        private void breaks(Set<Integer> starts, List<Paper> found) {
            Set<Integer> foundStarts = new HashSet<>();
            found.forEach(paper -> foundStarts.add(paper.first()));
            splitRight += (int) foundStarts.stream().filter(starts::contains).count() - 1;
            splitMissed += (int) starts.stream()
                    .filter(start -> !foundStarts.contains(start))
                    .count();
            splitWrong += (int) foundStarts.stream()
                    .filter(start -> !starts.contains(start))
                    .count();
        }

        private void file(Paper paper, List<MadePaper> paperOfPage) {
            switch (paper.verdict()) {
                case Verdict.FileByItself file -> {
                    autoFiled += paper.pages();
                    int wrongPages = 0;
                    for (int page = paper.first(); page <= paper.last(); page++) {
                        int patient = paperOfPage.get(page - 1).patient();
                        boolean right = patient >= 0
                                && Office.id(patient).equals(file.patient().patient());
                        wrongPages += right ? 0 : 1;
                    }
                    wrong += wrongPages;
                    wrongPapers += wrongPages > 0 ? 1 : 0;
                }
                case Verdict.AskPerson ask -> why(ask.concerns(), paper.pages());
                case Verdict.Stop stop -> why(stop.concerns(), paper.pages());
            }
        }

        private void why(Set<Concern> reasons, int pages) {
            String names = String.join(
                    "+", reasons.stream().map(Concern::name).sorted().toList());
            concerns.merge(names, pages, Integer::sum);
        }
    }
}
