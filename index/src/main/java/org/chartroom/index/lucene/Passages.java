package org.chartroom.index.lucene;

import java.util.ArrayList;
import java.util.List;

/** Cuts a page into passages: short enough to be about one thing, and few, so that a long page has longer ones. */
final class Passages {
    /** The most a page has. */
    static final int MOST = 8;
    /** About how long one is, in characters. */
    private static final int LENGTH = 900;

    private Passages() {}

    /** In order, touching each other, all of the text; none when it is blank. */
    static List<Span> of(String text) {
        List<Span> passages = new ArrayList<>();
        if (text.isBlank()) {
            return passages;
        }
        int count = Math.clamp((text.length() + LENGTH - 1) / LENGTH, 1, MOST);
        int start = 0;
        for (int i = 1; i <= count; i++) {
            int end = i == count ? text.length() : afterSpace(text, (int) ((long) text.length() * i / count));
            if (end > start) {
                passages.add(new Span(start, end));
                start = end;
            }
        }
        return passages;
    }

    private static int afterSpace(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at - 1))) {
            at++;
        }
        return at;
    }
}
