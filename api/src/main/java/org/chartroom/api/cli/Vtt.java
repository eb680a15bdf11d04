package org.chartroom.api.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chartroom.models.text.SpokenWord;

/** Words with times as WebVTT subtitles: cues of at most seven seconds or twelve words, cut at pauses. */
final class Vtt {
    private static final double LONGEST_SECONDS = 7;
    private static final double PAUSE_SECONDS = 0.7;
    private static final int MOST_WORDS = 12;

    private Vtt() {}

    static String of(List<SpokenWord> words) {
        StringBuilder text = new StringBuilder("WEBVTT\n");
        List<SpokenWord> cue = new ArrayList<>();
        for (SpokenWord word : words) {
            if (!cue.isEmpty()
                    && (word.end() - cue.getFirst().start() > LONGEST_SECONDS
                            || word.start() - cue.getLast().end() > PAUSE_SECONDS
                            || cue.size() == MOST_WORDS)) {
                append(text, cue);
                cue.clear();
            }
            cue.add(word);
        }
        if (!cue.isEmpty()) {
            append(text, cue);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<SpokenWord> cue) {
        text.append('\n')
                .append(time(cue.getFirst().start()))
                .append(" --> ")
                .append(time(cue.getLast().end()))
                .append('\n')
                .append(String.join(" ", cue.stream().map(SpokenWord::word).toList())
                        .replace("&", "&amp;")
                        .replace("<", "&lt;"))
                .append('\n');
    }

    private static String time(double seconds) {
        long ms = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    }
}
