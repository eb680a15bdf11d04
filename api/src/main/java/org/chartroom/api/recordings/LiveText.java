package org.chartroom.api.recordings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.chartroom.models.record.HeardStretch;
import org.chartroom.models.record.Recording;
import org.chartroom.models.record.Take;
import org.chartroom.models.text.SpokenWord;
import org.chartroom.transcribe.format.NoteFormatter;

/**
 * What was heard so far of a dictation as it stands, written as a note.
 *
 * @param text empty as long as nothing was heard
 * @param heardSeconds how much of what was recorded was listened to
 * @param listening whether a worker listens now
 */
record LiveText(String text, double heardSeconds, boolean listening) {
    static LiveText of(Recording recording, List<HeardStretch> heard, NoteFormatter formatter, boolean listening) {
        List<SpokenWord> words = standing(recording.standing(), heard);
        long to = heard.stream().mapToLong(HeardStretch::to).max().orElse(0);
        return new LiveText(
                words.isEmpty() ? "" : formatter.format(words).text(), (double) to / Recording.RATE, listening);
    }

    /** The words whose middle lies in what stands, at their times in the dictation. */
    private static List<SpokenWord> standing(List<Take.Span> spans, List<HeardStretch> heard) {
        List<SpokenWord> words = new ArrayList<>();
        long start = 0;
        for (Take.Span span : spans) {
            double from = (double) span.from() / Recording.RATE;
            double to = (double) span.to() / Recording.RATE;
            double shift = (double) start / Recording.RATE - from;
            heard.stream()
                    .flatMap(stretch -> stretch.words().stream())
                    .filter(word -> (word.start() + word.end()) / 2 >= from && (word.start() + word.end()) / 2 < to)
                    .sorted(Comparator.comparingDouble(SpokenWord::start))
                    .forEach(word -> words.add(new SpokenWord(
                            word.word(),
                            Math.max(0, word.start() + shift),
                            Math.max(0, word.end() + shift),
                            word.confidence())));
            start += span.length();
        }
        return words;
    }
}
