package org.chartroom.index.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chartroom.models.record.FormArea;
import org.chartroom.models.record.FormTemplate;
import org.chartroom.models.record.FormWord;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** Takes what was filled in from a page that is a form. */
public final class FormReader {
    /** What the reader of pages marks an empty box with. */
    static final String EMPTY_BOX = "\u2610";

    static final String TICKED_BOX = "\u2612";
    private static final String HANDWRITING = "[handwriting]";

    /** Zones are drawn around what stands there: a little beyond still counts, inches. */
    private static final double AROUND = 0.03;
    /** The same for boxes, which are small. */
    private static final double AROUND_BOX = 0.08;
    /** Words are of one line when their middles lie so near, in parts of a word's height. */
    private static final double SAME_LINE = 0.6;

    /** So many printed words say whether a zone is in its place. */
    private static final int NEAREST = 5;

    private static final double UNSURE = 0.7;

    /** Ink of a box: more is a tick, less is none. */
    private static final double TICKED_SHARE = 0.06;

    private static final double EMPTY_SHARE = 0.02;
    /** This part of a box's width is left out on each side. */
    private static final double FRAME = 0.26;

    /** Ink of a signature, square inches and inches. */
    private static final double SIGNED_INK = 0.006;

    private static final double SIGNED_WIDTH = 0.35;
    private static final double UNSIGNED_INK = 0.0015;

    private static final Set<String> SIGN_HERE = Set.of(
            "signature",
            "signed",
            "sign",
            "here",
            "of",
            "by",
            "patient",
            "parent",
            "guardian",
            "representative",
            "witness",
            "date",
            "name",
            "print",
            "printed");

    private final FormFit fit;
    private final FormTemplate template;
    private final FormPage page;
    private final Optional<PageInk> ink;
    private final LocalDate today;

    private FormReader(FormFit fit, FormPage page, Optional<PageInk> ink, LocalDate today) {
        this.fit = fit;
        this.template = fit.template();
        this.page = page;
        this.ink = ink;
        this.today = today;
    }

    /**
     * What stands in each zone of the form, in the order of its zones.
     *
     * @param fit a good one
     * @param ink the page's image; without it signatures and boxes are told by what was read
     * @throws IllegalArgumentException when the fit is not good
     */
    public static List<CapturedValue> read(FormFit fit, FormPage page, Optional<PageInk> ink, LocalDate today) {
        if (!fit.isGood()) {
            throw new IllegalArgumentException("nothing is taken from a page that does not lie well on the form");
        }
        FormReader reader = new FormReader(fit, page, ink, today);
        return fit.template().zones().stream()
                .filter(zone -> zone.kind() != FormZone.Kind.FILLED_IN)
                .map(reader::value)
                .toList();
    }

    /** The boxes and labels of a choice as they stand on the reference page of a form. */
    public static List<FormZone.Option> optionsIn(FormArea zone, List<FormWord> words) {
        List<FormWord> inside = words.stream()
                .filter(word -> zone.holds(word.area()))
                .sorted(Comparator.comparingDouble(word -> word.area().x()))
                .toList();
        List<FormZone.Option> options = new ArrayList<>();
        for (FormWord box : inside) {
            if (!isBox(box.text())) {
                continue;
            }
            List<String> label = new ArrayList<>();
            double right = box.area().x() + box.area().width();
            for (FormWord word : inside) {
                boolean level = Math.abs(middle(word.area()) - middle(box.area()))
                        < Math.max(word.area().height(), box.area().height()) * SAME_LINE;
                if (level && word.area().x() >= right - box.area().width() / 2 && !word.equals(box)) {
                    if (isBox(word.text())) {
                        break;
                    }
                    label.add(word.text());
                }
            }
            if (!label.isEmpty()) {
                options.add(new FormZone.Option(String.join(" ", label), box.area()));
            }
        }
        options.sort(Comparator.comparingDouble((FormZone.Option option) -> Math.round(middle(option.area()) * 60))
                .thenComparingDouble(option -> option.area().x()));
        return options;
    }

    private static double middle(FormArea area) {
        return area.y() + area.height() / 2;
    }

    private static boolean isBox(String text) {
        return text.equals(EMPTY_BOX) || text.equals(TICKED_BOX);
    }

    private CapturedValue value(FormZone zone) {
        if (!isInPlace(zone.area())) {
            return new CapturedValue(
                    zone,
                    "",
                    "",
                    0,
                    List.of("what is printed around it is not where the form has it; nothing was taken"),
                    box(zone.area()));
        }
        return switch (zone.kind()) {
            case TEXT, DATE, PHONE -> text(zone);
            case CHECK_BOX -> checkBox(zone);
            case CHOICE -> choice(zone);
            case SIGNATURE -> signature(zone);
            case FILLED_IN -> throw new IllegalArgumentException("nothing is taken from there");
        };
    }

    private CapturedValue text(FormZone zone) {
        List<Word> words = within(zone.area(), AROUND).stream()
                .filter(word -> !isBox(word.text()) && !isLine(word.text()))
                .toList();
        if (words.isEmpty()) {
            boolean marked = ink.isPresent() && inkIn(zone.area()).squareInches() > SIGNED_INK;
            return new CapturedValue(
                    zone,
                    "",
                    "",
                    0,
                    marked ? List.of("something stands there that could not be read") : List.of(),
                    box(zone.area()));
        }
        String raw = inLines(words);
        Box place = words.stream().map(Word::box).reduce(Box::union).orElseThrow();
        List<Word> read =
                words.stream().filter(word -> !word.text().equals(HANDWRITING)).toList();
        double confidence = words.stream().mapToDouble(Word::confidence).min().orElse(0);
        List<String> doubts = new ArrayList<>();
        if (read.size() < words.size()) {
            doubts.add("handwriting that could not be read");
        } else if (confidence < UNSURE) {
            doubts.add("read unsurely");
        }
        String said = trimmed(inLines(read));
        Understood understood = switch (zone.kind()) {
            case DATE -> said.isEmpty() ? new Understood("", List.of()) : WrittenDate.of(said, today);
            case PHONE -> said.isEmpty() ? new Understood("", List.of()) : WrittenPhone.of(said);
            default -> new Understood(said, List.of());
        };
        doubts.addAll(understood.doubts());
        return new CapturedValue(zone, understood.value(), raw, confidence, doubts, place);
    }

    /** Lines from top to bottom, a line from left to right, joined by spaces. */
    private String inLines(List<Word> words) {
        List<List<Word>> lines = new ArrayList<>();
        for (Word word : words.stream()
                .sorted(Comparator.comparingDouble(word -> form(word.box()).y()))
                .toList()) {
            boolean same = !lines.isEmpty()
                    && Math.abs(form(word.box()).y()
                                    - form(lines.getLast().getLast().box()).y())
                            < SAME_LINE
                                    * Math.max(
                                            word.box().height(),
                                            lines.getLast().getLast().box().height())
                                    / Math.hypot(
                                            fit.placement().b(), fit.placement().e());
            if (!same) {
                lines.add(new ArrayList<>());
            }
            lines.getLast().add(word);
        }
        return lines.stream()
                .map(line -> line.stream()
                        .sorted(Comparator.comparingDouble(
                                word -> form(word.box()).x()))
                        .map(Word::text)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" "));
    }

    /** Without the rules and colons that stand around what is filled in. */
    private static String trimmed(String text) {
        return text.replaceAll("^[\\s:;|_.,'’`~=\\-–—]+|[\\s:;|_'’`~=\\-–—]+$", "");
    }

    private static boolean isLine(String text) {
        return text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private CapturedValue checkBox(FormZone zone) {
        Ticked ticked = ticked(zone.area());
        String value = ticked.unclear() ? "" : ticked.ticked() ? CapturedValue.YES : CapturedValue.NO;
        return new CapturedValue(
                zone,
                value,
                ticked.raw(),
                ticked.confidence(),
                ticked.unclear() ? List.of("it cannot be said whether the box is ticked") : List.of(),
                ticked.place());
    }

    /**
     * Whether some of what is printed right above the zone, and right below it, was found. A part of the page that is longer here
     * than on the form moves what is below it: a zone that lies there catches the wrong words, and one that grew loses some.
     */
    private boolean isInPlace(FormArea area) {
        double middle = (area.y() + area.height() / 2) * template.heightInches();
        return isFound(fit.anchors().stream().filter(anchor -> anchor.y() <= middle), middle)
                && isFound(fit.anchors().stream().filter(anchor -> anchor.y() > middle), middle);
    }

    private static boolean isFound(Stream<FormFit.Anchor> side, double middle) {
        List<FormFit.Anchor> nearest = side.sorted(Comparator.comparingDouble(anchor -> Math.abs(anchor.y() - middle)))
                .limit(NEAREST)
                .toList();
        return nearest.size() < 2 || nearest.stream().anyMatch(FormFit.Anchor::found);
    }

    private record Ticked(boolean ticked, boolean unclear, double confidence, String raw, Box place) {}

    private Ticked ticked(FormArea area) {
        Optional<Word> box = within(area, AROUND_BOX).stream()
                .filter(word -> isBox(word.text()))
                .min(Comparator.comparingDouble(word -> form(word.box()).distance(middleOf(area))));
        if (box.isPresent()) {
            Word word = box.get();
            return new Ticked(word.text().equals(TICKED_BOX), false, word.confidence(), word.text(), word.box());
        }
        if (ink.isEmpty()) {
            return new Ticked(false, true, 0, "", box(area));
        }
        double share = inkIn(inner(area)).share();
        boolean unclear = share >= EMPTY_SHARE && share <= TICKED_SHARE;
        return new Ticked(share > TICKED_SHARE, unclear, unclear ? 0 : 0.8, "", box(area));
    }

    /** The middle of a box, without its frame. */
    private static FormArea inner(FormArea area) {
        return new FormArea(
                area.x() + area.width() * FRAME,
                area.y() + area.height() * FRAME,
                area.width() * (1 - 2 * FRAME),
                area.height() * (1 - 2 * FRAME));
    }

    private CapturedValue choice(FormZone zone) {
        List<String> chosen = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        List<String> raw = new ArrayList<>();
        double confidence = 1;
        Box place = box(zone.area());
        Box marked = null;
        for (FormZone.Option option : zone.options()) {
            Ticked ticked = ticked(option.area());
            confidence = Math.min(confidence, ticked.confidence());
            if (!ticked.raw().isEmpty()) {
                raw.add(ticked.raw() + " " + option.label());
            }
            if (ticked.unclear()) {
                doubts.add("it cannot be said whether '" + option.label() + "' is ticked");
            } else if (ticked.ticked()) {
                chosen.add(option.label());
                marked = marked == null ? ticked.place() : marked.union(ticked.place());
            }
        }
        return new CapturedValue(
                zone,
                String.join(", ", chosen),
                String.join(" ", raw),
                zone.options().isEmpty() ? 0 : confidence,
                doubts,
                marked == null ? place : marked);
    }

    private CapturedValue signature(FormZone zone) {
        List<Word> words = within(zone.area(), AROUND).stream()
                .filter(word -> !isBox(word.text()) && !isPrinted(word))
                .toList();
        String raw = inLines(words);
        boolean written = words.stream()
                .anyMatch(word -> word.text().equals(HANDWRITING)
                        || word.text().codePoints().filter(Character::isLetter).count() >= 3);
        Box place = words.isEmpty()
                ? box(zone.area())
                : words.stream().map(Word::box).reduce(Box::union).orElseThrow();
        if (ink.isEmpty()) {
            return written
                    ? new CapturedValue(zone, CapturedValue.PRESENT, raw, 0.7, List.of(), place)
                    : new CapturedValue(
                            zone,
                            "",
                            raw,
                            0,
                            List.of("without the page's image nobody can say whether it is signed"),
                            place);
        }
        ZoneInk found = inkIn(zone.area());
        boolean drawn = found.squareInches() >= SIGNED_INK && found.widthInches() >= SIGNED_WIDTH;
        if (drawn || (written && found.squareInches() > UNSIGNED_INK)) {
            return new CapturedValue(zone, CapturedValue.PRESENT, raw, 0.9, List.of(), place);
        }
        if (found.squareInches() <= UNSIGNED_INK) {
            return new CapturedValue(zone, CapturedValue.MISSING, raw, 0.9, List.of(), box(zone.area()));
        }
        return new CapturedValue(
                zone, "", raw, 0, List.of("there is a small mark; look whether it is a signature"), box(zone.area()));
    }

    /** Whether a word of a zone is the form's own: what is printed where people sign. */
    private static boolean isPrinted(Word word) {
        return SIGN_HERE.contains(word.text().toLowerCase(Locale.ROOT).replaceAll("\\P{L}", ""));
    }

    private ZoneInk inkIn(FormArea area) {
        List<ZoneInk.Area> printed = page.words().stream()
                .filter(word -> !word.text().equals(HANDWRITING) && isPrinted(word))
                .map(word -> {
                    Placement.Point from = fit.placement()
                            .form(new Placement.Point(word.box().x(), word.box().y()));
                    Placement.Point to = fit.placement()
                            .form(new Placement.Point(
                                    word.box().x() + word.box().width(),
                                    word.box().y() + word.box().height()));
                    return new ZoneInk.Area(from.x(), from.y(), to.x() - from.x(), to.y() - from.y());
                })
                .toList();
        return ZoneInk.of(
                ink.orElseThrow(),
                fit.placement(),
                new ZoneInk.Area(
                        area.x() * template.widthInches(),
                        area.y() * template.heightInches(),
                        area.width() * template.widthInches(),
                        area.height() * template.heightInches()),
                printed);
    }

    /** The words of the page whose middles lie in an area of the form, except those printed on it. */
    private List<Word> within(FormArea area, double around) {
        List<Word> within = new ArrayList<>();
        for (int i = 0; i < page.words().size(); i++) {
            Word word = page.words().get(i);
            Placement.Point at = form(word.box());
            if (!fit.printed().contains(i)
                    && at.x() >= area.x() * template.widthInches() - around
                    && at.x() <= (area.x() + area.width()) * template.widthInches() + around
                    && at.y() >= area.y() * template.heightInches() - around
                    && at.y() <= (area.y() + area.height()) * template.heightInches() + around) {
                within.add(word);
            }
        }
        return within;
    }

    /** Where the middle of a box of the page lies on the form, inches. */
    private Placement.Point form(Box box) {
        return fit.placement().form(new Placement.Point(box.x() + box.width() / 2.0, box.y() + box.height() / 2.0));
    }

    private Placement.Point middleOf(FormArea area) {
        return new Placement.Point(
                (area.x() + area.width() / 2) * template.widthInches(),
                (area.y() + area.height() / 2) * template.heightInches());
    }

    /** Where an area of the form lies on the page, px. */
    private Box box(FormArea area) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = 0;
        double bottom = 0;
        for (double x : new double[] {area.x(), area.x() + area.width()}) {
            for (double y : new double[] {area.y(), area.y() + area.height()}) {
                Placement.Point at = fit.placement()
                        .page(new Placement.Point(x * template.widthInches(), y * template.heightInches()));
                left = Math.min(left, at.x());
                top = Math.min(top, at.y());
                right = Math.max(right, at.x());
                bottom = Math.max(bottom, at.y());
            }
        }
        int x = (int) Math.clamp(left, 0, page.geometry().widthPx());
        int y = (int) Math.clamp(top, 0, page.geometry().heightPx());
        return new Box(x, y, (int) Math.max(0, Math.min(right, page.geometry().widthPx()) - x), (int)
                Math.max(0, Math.min(bottom, page.geometry().heightPx()) - y));
    }
}
