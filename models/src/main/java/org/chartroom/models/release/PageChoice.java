package org.chartroom.models.release;

import java.util.List;
import java.util.Optional;

/**
 * A page that was selected, with all that was decided of it.
 *
 * @param labels empty until a person decided
 * @param identity empty until it was checked
 * @param boxes what is painted over
 * @param withheld why it stays, in words for the letter; empty for a page that goes
 */
public record PageChoice(
        PageFacts facts,
        Optional<Labels> labels,
        Optional<PageIdentity> identity,
        List<RedactionBox> boxes,
        String withheld) {
    public PageChoice {
        boxes = List.copyOf(boxes);
    }

    /** A page that was just selected. */
    public static PageChoice of(PageFacts facts) {
        return new PageChoice(facts, Optional.empty(), Optional.empty(), List.of(), "");
    }

    /** Whether it goes. */
    public boolean goes() {
        return withheld.isEmpty();
    }

    public PageChoice labelled(Labels decided) {
        return new PageChoice(facts, Optional.of(decided), identity, boxes, withheld);
    }

    public PageChoice identified(PageIdentity found) {
        return new PageChoice(facts, labels, Optional.of(found), boxes, withheld);
    }

    public PageChoice redacted(List<RedactionBox> marks) {
        return new PageChoice(facts, labels, identity, marks, withheld);
    }

    public PageChoice withheld(String why) {
        return new PageChoice(facts, labels, identity, boxes, why.strip());
    }

    /** Whether it bears a label. */
    public boolean is(SensitiveLabel label) {
        return labels.map(decided -> decided.labels().contains(label)).orElse(false);
    }
}
