package org.chartroom.models.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which parts of a recording somebody has played.
 *
 * @param spans in order, none touching another
 */
public record Listened(List<Span> spans) {
    /** Nothing played yet. */
    public static final Listened NOTHING = new Listened(List.of());

    /** Players report where they are a few times a second: smaller gaps than this are none, ms. */
    private static final long GAP = 750;

    public Listened {
        List<Span> joined = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && span.from <= last.to + GAP) {
                joined.set(joined.size() - 1, new Span(last.from, Math.max(last.to, span.to)));
            } else {
                joined.add(span);
            }
        }
        spans = List.copyOf(joined);
    }

    /**
     * From and to, ms from the start of the recording.
     *
     * @throws IllegalArgumentException when it ends before it begins, or begins before the recording
     */
    public record Span(long from, long to) {
        public Span {
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("a span of a recording runs forward, from 0 ms on");
            }
        }
    }

    /** With more of it played. */
    public Listened and(List<Span> more) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(more);
        return new Listened(all);
    }

    /** How much of a recording of that length was played, 0..1; 1 for one of no length. */
    public double share(long audioMs) {
        if (audioMs <= 0) {
            return 1;
        }
        long played = 0;
        for (Span span : spans) {
            played += Math.max(0, Math.min(audioMs, span.to) - Math.min(audioMs, span.from));
        }
        return (double) played / audioMs;
    }

    /** Whether nothing of it is left but what a player may leave out at the start and the end, 750 ms each. */
    public boolean isAllOf(long audioMs) {
        return audioMs <= 2 * GAP
                || (spans.size() == 1 && spans.getFirst().from <= GAP && spans.getFirst().to >= audioMs - GAP);
    }
}
