package org.chartroom.models.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a rule says of a page, or all rules together. The strictest wins, and every reason is kept. */
public sealed interface Verdict {
    /** Why; empty when nothing stands against it. */
    List<Reason> reasons();

    /** Nothing stands against it. */
    record Release() implements Verdict {
        @Override
        public List<Reason> reasons() {
            return List.of();
        }
    }

    /** A person has to decide first. */
    record AskPerson(List<Reason> reasons) implements Verdict {
        public AskPerson {
            reasons = needed(reasons);
        }
    }

    /** It stays. */
    record Withhold(List<Reason> reasons) implements Verdict {
        public Withhold {
            reasons = needed(reasons);
        }
    }

    /** It stays, for one reason. */
    static Verdict withhold(Statement rule, String words) {
        return new Withhold(List.of(new Reason(rule, words)));
    }

    /** A person decides, for one reason. */
    static Verdict ask(Statement rule, String words) {
        return new AskPerson(List.of(new Reason(rule, words)));
    }

    /** The strictest of all, with the reasons of all. In whatever order they come, the kind is the same. */
    static Verdict strictest(Collection<Verdict> verdicts) {
        List<Reason> reasons = new ArrayList<>();
        boolean withheld = false;
        for (Verdict verdict : verdicts) {
            reasons.addAll(verdict.reasons());
            withheld |= verdict instanceof Withhold;
        }
        if (withheld) {
            return new Withhold(reasons);
        }
        return reasons.isEmpty() ? new Release() : new AskPerson(reasons);
    }

    private static List<Reason> needed(List<Reason> reasons) {
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict that keeps a page says why");
        }
        return List.copyOf(reasons);
    }
}
