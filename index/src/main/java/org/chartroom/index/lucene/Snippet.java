package org.chartroom.index.lucene;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.chartroom.index.Fragment;

/** Cuts the piece of a text that shows best why it was found. */
final class Snippet {
    /** About how long a snippet is, in characters. */
    static final int LENGTH = 240;
    /** How much of it stands before the first hit, at most. */
    private static final int LEAD = 60;

    private static final Pattern GAPS = Pattern.compile("\\s+");

    private Snippet() {}

    /** The piece with the most different hits; the beginning of the text when there are none. */
    static List<Fragment> of(String text, List<Span> hits) {
        int first = hits.isEmpty() ? 0 : bestFirst(text, hits);
        int from =
                hits.isEmpty() ? 0 : beginning(text, Math.max(0, hits.get(first).start() - LEAD));
        int to = ending(
                text,
                Math.min(text.length(), from + LENGTH),
                hits.isEmpty() ? 0 : hits.get(first).end());
        List<Fragment> fragments = new ArrayList<>();
        int at = from;
        for (Span hit : hits.subList(hits.isEmpty() ? 0 : first, hits.size())) {
            if (hit.end() > to) {
                break;
            }
            add(fragments, text.substring(at, hit.start()), false);
            add(fragments, text.substring(hit.start(), hit.end()), true);
            at = hit.end();
        }
        add(fragments, text.substring(at, to), false);
        return marked(fragments, from > 0, to < text.length());
    }

    /** Index of the hit with which the best piece begins. */
    private static int bestFirst(String text, List<Span> hits) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < hits.size(); i++) {
            Set<String> different = new HashSet<>();
            for (int j = i; j < hits.size() && hits.get(j).end() - hits.get(i).start() <= LENGTH - LEAD; j++) {
                different.add(
                        text.substring(hits.get(j).start(), hits.get(j).end()).toLowerCase(Locale.ROOT));
            }
            if (different.size() > most) {
                most = different.size();
                best = i;
            }
        }
        return best;
    }

    /** The next beginning of a word from here on, if one is near. */
    private static int beginning(String text, int from) {
        if (from == 0) {
            return 0;
        }
        for (int i = from; i < Math.min(text.length(), from + LEAD / 2); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    }

    /** The last end of a word before here, if one is near and not before {@code least}. */
    private static int ending(String text, int to, int least) {
        int end = Math.max(to, least);
        if (end >= text.length()) {
            return text.length();
        }
        for (int i = end; i > Math.max(least, end - LEAD / 2); i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    }

    private static void add(List<Fragment> fragments, String piece, boolean hit) {
        if (!piece.isEmpty()) {
            fragments.add(new Fragment(GAPS.matcher(piece).replaceAll(" "), hit));
        }
    }

    private static List<Fragment> marked(List<Fragment> fragments, boolean before, boolean after) {
        List<Fragment> marked = new ArrayList<>();
        if (before) {
            marked.add(new Fragment("… ", false));
        }
        marked.addAll(fragments);
        if (after) {
            marked.add(new Fragment(" …", false));
        }
        List<Fragment> joined = new ArrayList<>();
        for (Fragment fragment : marked) {
            if (!joined.isEmpty() && joined.getLast().hit() == fragment.hit() && !fragment.hit()) {
                joined.add(new Fragment(joined.removeLast().text() + fragment.text(), false));
            } else {
                joined.add(fragment);
            }
        }
        return joined;
    }
}
