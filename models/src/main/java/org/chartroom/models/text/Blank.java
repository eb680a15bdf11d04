package org.chartroom.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a note where something was said that could not be made out: three or more underscores, {@code ???} or empty
 * brackets, with the time of the recording behind it where known, as in {@code ____[00:41]}; or a field of a template
 * that was not filled, as {@code [onset]} or {@code [heart:regular]}.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param audioMs where in the recording it was said, ms
 */
public record Blank(int start, int end, OptionalLong audioMs) {
    private static final Pattern BLANK =
            Pattern.compile("(?:_{3,}|\\?{3,})(?:\\[(?:(\\d{1,2}):)?(\\d{1,2}):(\\d{2})\\])?|\\[[ \\u00a0]*\\]"
                    + "|\\[(?!(?:sic|handwriting)\\])\\p{L}[^\\[\\]\\n]{0,199}\\]");

    /** All of a text, in its order. */
    public static List<Blank> in(String text) {
        List<Blank> blanks = new ArrayList<>();
        Matcher matcher = BLANK.matcher(text);
        while (matcher.find()) {
            blanks.add(new Blank(matcher.start(), matcher.end(), time(matcher)));
        }
        return List.copyOf(blanks);
    }

    private static OptionalLong time(Matcher matcher) {
        if (matcher.group(2) == null) {
            return OptionalLong.empty();
        }
        long hours = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        return OptionalLong.of(
                1_000 * (hours * 3_600 + Long.parseLong(matcher.group(2)) * 60 + Long.parseLong(matcher.group(3))));
    }
}
