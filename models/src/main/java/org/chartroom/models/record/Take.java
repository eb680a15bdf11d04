package org.chartroom.models.record;

import java.util.ArrayList;
import java.util.List;

/**
 * One stretch of speech between pressing record and pause. What is recorded is only ever added to; takes say how the
 * dictation is put together from it. A take lasts from its first sample to the first of the next one, the last take to the
 * end of what has come: so a take is known before its sound, and a crash in its middle leaves nothing unsaid.
 *
 * @param from its first sample, counted from the first one recorded
 * @param at where in the dictation, as it stood then, it begins, in samples
 * @param over whether it replaces what stood there, as long as it lasts; else what stood there comes after it
 * @param undone whether it was taken back; its sound is kept until the recording is handed in
 */
public record Take(long from, long at, boolean over, boolean undone) {
    public Take {
        if (from < 0 || at < 0) {
            throw new IllegalArgumentException("samples are counted from 0, was " + from + " at " + at);
        }
    }

    /**
     * Samples that follow each other as they were recorded.
     *
     * @param to the first that does not belong to them
     */
    public record Span(long from, long to) {
        public Span {
            if (from < 0 || to <= from) {
                throw new IllegalArgumentException("a span runs forward, was " + from + ".." + to);
            }
        }

        /** In samples. */
        public long length() {
            return to - from;
        }
    }

    /** What is wrong with takes that are to follow each other, empty when nothing is. */
    public static String fault(List<Take> takes) {
        long from = -1;
        for (Take take : takes) {
            if (take.from() < from) {
                return "takes come in the order in which they were recorded";
            }
            from = take.from();
        }
        return !takes.isEmpty() && takes.getFirst().from() != 0 ? "the first take begins with the first sample" : "";
    }

    /**
     * The dictation as it stands: which of the recorded samples, in which order.
     *
     * @param takes as recorded; none stand for one from the start
     * @param samples how many have come
     */
    public static List<Span> standing(List<Take> takes, long samples) {
        List<Span> dictation = new ArrayList<>();
        if (takes.isEmpty()) {
            takes = List.of(new Take(0, 0, true, false));
        }
        for (int i = 0; i < takes.size(); i++) {
            Take take = takes.get(i);
            long end = Math.min(samples, i + 1 < takes.size() ? takes.get(i + 1).from() : samples);
            if (take.undone() || end <= take.from()) {
                continue;
            }
            Span sound = new Span(take.from(), end);
            List<Span> next = part(dictation, 0, take.at());
            next.add(sound);
            next.addAll(part(dictation, take.at() + (take.over() ? sound.length() : 0), Long.MAX_VALUE));
            dictation = next;
        }
        return List.copyOf(dictation);
    }

    private static List<Span> part(List<Span> dictation, long from, long to) {
        List<Span> part = new ArrayList<>();
        long start = 0;
        for (Span span : dictation) {
            long first = Math.max(from, start);
            long last = Math.min(to, start + span.length());
            if (first < last) {
                part.add(new Span(span.from() + first - start, span.from() + last - start));
            }
            start += span.length();
        }
        return part;
    }
}
