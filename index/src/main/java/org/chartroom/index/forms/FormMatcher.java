package org.chartroom.index.forms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.PageGeometry;

/**
 * Knows pages as forms. The printed words of a form are looked for near their places; of all ways in which two of them may lie
 * on the page, the one is kept by which most others lie in place, and made exact over all of those.
 */
public final class FormMatcher {
    /** Words of fewer signs stand everywhere. */
    private static final int FEWEST_SIGNS = 3;
    /** A word is looked for as far from its place as a page can be turned, scaled and shifted, inches. */
    private static final double NEAR = 1.5;
    /** Two words say how the form lies when they are so far apart, in parts of the form's longer side. */
    private static final double APART = 0.22;
    /** How far from its place a word may be found at first, and at last, inches. */
    private static final double[] OFF = {0.22, 0.15, 0.1, 0.08};

    private static final int FEWEST_FOUND = 6;
    /** The found words lie over this part of what is printed, across and down. */
    private static final double SPREAD = 0.45;

    private static final int STRIPS = 8;
    /** A strip with more words than this counts no more for it. */
    private static final int MOST_OF_A_STRIP = 4;

    private static final int MOST_SEEDS = 4_000;
    /** Two forms that fit as well as this are not told apart. */
    private static final double SAME = 0.03;

    private FormMatcher() {}

    /**
     * The forms that the page may be, the best first; those of which hardly anything is there are left out. When the first two
     * are {@linkplain #alike alike}, nobody can say which it is.
     */
    public static List<FormFit> fits(FormPage page, List<FormTemplate> templates) {
        return templates.stream()
                .flatMap(template -> fit(page, template).stream())
                .filter(fit -> fit.quality() >= FormFit.POOR)
                .sorted(Comparator.comparing(FormFit::isGood)
                        .thenComparing(FormFit::named)
                        .thenComparing(FormFit::quality)
                        .reversed())
                .toList();
    }

    /** Whether a page cannot be said to be one of two forms rather than the other. */
    public static boolean alike(FormFit first, FormFit second) {
        return first.named() == second.named()
                && first.isGood() == second.isGood()
                && first.quality() - second.quality() < SAME;
    }

    /** How well the page is this form; empty when too few of its words are there to say how it lies. */
    public static Optional<FormFit> fit(FormPage page, FormTemplate template) {
        List<Anchor> anchors = anchors(template);
        if (anchors.size() < FEWEST_FOUND) {
            return Optional.empty();
        }
        return scales(page.geometry(), template).stream()
                .flatMap(scale -> new Search(page, template, anchors, scale).best().stream())
                .max(Comparator.comparingDouble(FormFit::quality));
    }

    /** How many printed words of a form a page can be known by. */
    public static int anchorsOf(FormTemplate template) {
        return anchors(template).size();
    }

    /** Inches a px. The page's own resolution may be unknown or wrong: then its image is as wide as the form. */
    private static List<Placement.Point> scales(PageGeometry page, FormTemplate template) {
        Placement.Point asForm =
                new Placement.Point(template.widthInches() / page.widthPx(), template.heightInches() / page.heightPx());
        if (page.xDpi() <= 0 || page.yDpi() <= 0) {
            return List.of(asForm);
        }
        Placement.Point own = new Placement.Point(1 / page.xDpi(), 1 / page.yDpi());
        boolean same = Math.abs(own.x() / asForm.x() - 1) < 0.02 && Math.abs(own.y() / asForm.y() - 1) < 0.02;
        return same ? List.of(own) : List.of(own, asForm);
    }

    /** A printed word. @param at its middle, inches */
    private record Anchor(String key, Placement.Point at) {}

    private static List<Anchor> anchors(FormTemplate template) {
        List<Anchor> anchors = new ArrayList<>();
        for (FormWord word : template.printed()) {
            String key = Likely.key(word.text());
            if (key.length() >= FEWEST_SIGNS && word.text().codePoints().anyMatch(Character::isLetter)) {
                anchors.add(new Anchor(
                        key,
                        new Placement.Point(
                                (word.area().x() + word.area().width() / 2) * template.widthInches(),
                                (word.area().y() + word.area().height() / 2) * template.heightInches())));
            }
        }
        return anchors;
    }

    /** The search for one form on one page. */
    private static final class Search {
        private final FormTemplate template;
        private final List<Anchor> anchors;
        private final Placement.Point scale;
        private final boolean named;
        /** A printed word and a word of the page that may be it. */
        private final List<Candidate> candidates = new ArrayList<>();

        private record Candidate(int anchor, int word, Placement.Pair pair) {}

        Search(FormPage page, FormTemplate template, List<Anchor> anchors, Placement.Point scale) {
            this.template = template;
            this.anchors = anchors;
            this.scale = scale;
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < page.words().size(); i++) {
                String key = Likely.key(page.words().get(i).text());
                all.append(key);
                if (key.length() < FEWEST_SIGNS - 1) {
                    continue;
                }
                Box box = page.words().get(i).box();
                Placement.Point at = new Placement.Point(
                        (box.x() + box.width() / 2.0) * scale.x(), (box.y() + box.height() / 2.0) * scale.y());
                for (int j = 0; j < anchors.size(); j++) {
                    Anchor anchor = anchors.get(j);
                    if (Math.abs(anchor.at().x() - at.x()) < NEAR
                            && Math.abs(anchor.at().y() - at.y()) < NEAR
                            && Likely.same(anchor.key(), key)) {
                        candidates.add(new Candidate(j, i, new Placement.Pair(anchor.at(), at)));
                    }
                }
            }
            String formId = Likely.key(template.formId());
            this.named = formId.length() >= FEWEST_SIGNS && all.toString().contains(formId);
        }

        Optional<FormFit> best() {
            return seed().flatMap(this::exact);
        }

        /** By two words: how the form lies so that most others lie in place, too. */
        private Optional<Placement> seed() {
            double apart = APART * Math.max(template.widthInches(), template.heightInches());
            int size = candidates.size();
            long pairs = (long) size * (size - 1) / 2;
            long stride = Math.max(1, pairs / MOST_SEEDS);
            long number = 0;
            int most = 0;
            Optional<Placement> best = Optional.empty();
            for (int i = 0; i < size; i++) {
                Candidate one = candidates.get(i);
                for (int j = i + 1; j < size; j++) {
                    Candidate other = candidates.get(j);
                    if (number++ % stride != 0
                            || one.anchor() == other.anchor()
                            || one.word() == other.word()
                            || one.pair().form().distance(other.pair().form()) < apart) {
                        continue;
                    }
                    Placement placement = Placement.through(one.pair(), other.pair());
                    if (placement.isLikely()) {
                        int found = found(placement, OFF[0]).size();
                        if (found > most) {
                            most = found;
                            best = Optional.of(placement);
                        }
                    }
                }
            }
            return best;
        }

        /** Of each printed word the nearest candidate that lies in place. */
        private Map<Integer, Candidate> found(Placement placement, double off) {
            Map<Integer, Candidate> found = new HashMap<>();
            for (Candidate candidate : candidates) {
                double distance = distance(placement, candidate);
                if (distance <= off) {
                    found.merge(
                            candidate.anchor(),
                            candidate,
                            (had, _) -> distance(placement, had) <= distance ? had : candidate);
                }
            }
            return found;
        }

        private static double distance(Placement placement, Candidate candidate) {
            return placement
                    .page(candidate.pair().form())
                    .distance(candidate.pair().page());
        }

        private Optional<FormFit> exact(Placement seed) {
            Placement placement = seed;
            Map<Integer, Candidate> found = Map.of();
            for (double off : OFF) {
                found = found(placement, off);
                if (found.size() < FEWEST_FOUND || !isSpread(found)) {
                    return Optional.empty();
                }
                placement = Placement.best(
                        found.values().stream().map(Candidate::pair).toList());
                if (!placement.isLikely()) {
                    return Optional.empty();
                }
            }
            List<FormFit.Anchor> all = new ArrayList<>();
            for (int i = 0; i < anchors.size(); i++) {
                all.add(new FormFit.Anchor(anchors.get(i).at().y(), found.containsKey(i)));
            }
            double squares = 0;
            Set<Integer> words = new TreeSet<>();
            for (Candidate candidate : found.values()) {
                squares += Math.pow(distance(placement, candidate), 2);
                words.add(candidate.word());
            }
            return Optional.of(new FormFit(
                    template,
                    quality(found.keySet()),
                    found.size(),
                    anchors.size(),
                    Math.sqrt(squares / found.size()),
                    named,
                    placement.scaled(1 / scale.x(), 1 / scale.y()),
                    words,
                    all));
        }

        private boolean isSpread(Map<Integer, Candidate> found) {
            List<Placement.Point> all = anchors.stream().map(Anchor::at).toList();
            List<Placement.Point> here = found.keySet().stream()
                    .map(anchor -> anchors.get(anchor).at())
                    .toList();
            return across(here) >= SPREAD * across(all) && down(here) >= SPREAD * down(all) && down(here) > 0.2;
        }

        private static double across(List<Placement.Point> points) {
            return points.stream().mapToDouble(Placement.Point::x).max().orElse(0)
                    - points.stream().mapToDouble(Placement.Point::x).min().orElse(0);
        }

        private static double down(List<Placement.Point> points) {
            return points.stream().mapToDouble(Placement.Point::y).max().orElse(0)
                    - points.stream().mapToDouble(Placement.Point::y).min().orElse(0);
        }

        /** A letterhead is on all papers of an office: alone it is one strip of many. */
        private double quality(Set<Integer> found) {
            double top = anchors.stream()
                    .mapToDouble(anchor -> anchor.at().y())
                    .min()
                    .orElse(0);
            double bottom = anchors.stream()
                    .mapToDouble(anchor -> anchor.at().y())
                    .max()
                    .orElse(1);
            int[] all = new int[STRIPS];
            int[] here = new int[STRIPS];
            for (int i = 0; i < anchors.size(); i++) {
                int strip = (int)
                        Math.min(STRIPS - 1.0, STRIPS * (anchors.get(i).at().y() - top) / Math.max(0.01, bottom - top));
                all[strip]++;
                here[strip] += found.contains(i) ? 1 : 0;
            }
            double weights = 0;
            double sum = 0;
            for (int i = 0; i < STRIPS; i++) {
                if (all[i] > 0) {
                    int weight = Math.min(all[i], MOST_OF_A_STRIP);
                    weights += weight;
                    sum += (double) weight * here[i] / all[i];
                }
            }
            return sum / weights;
        }
    }
}
