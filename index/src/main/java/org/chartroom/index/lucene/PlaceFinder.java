package org.chartroom.index.lucene;

import java.util.ArrayList;
import java.util.List;
import org.chartroom.index.PageText;
import org.chartroom.index.Places;
import org.chartroom.index.TimeSpan;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** From places in a text to places on the page image or in the recording. */
final class PlaceFinder {
    /** How far ahead in the text a printed word is looked for; beyond, it is taken for a word the text lacks. */
    private static final int REACH = 400;

    private PlaceFinder() {}

    static Places places(PageText page, List<Span> hits) {
        if (hits.isEmpty()) {
            return new Places.InText();
        }
        return switch (page) {
            case PageText.Printed printed ->
                new Places.OnPage(printed.widthPx(), printed.heightPx(), boxes(printed, hits));
            case PageText.Heard heard ->
                heard.words().isEmpty()
                        ? new Places.InText()
                        : new Places.InRecording(heard.audioMs(), times(heard, hits));
            case PageText.Plain plain -> new Places.InText();
        };
    }

    /** One box a line for each hit. */
    private static List<Box> boxes(PageText.Printed page, List<Span> hits) {
        List<Span> places = wordPlaces(page);
        List<Box> boxes = new ArrayList<>();
        int next = 0;
        for (Span hit : hits) {
            Box box = null;
            int line = -1;
            int i = next;
            for (; i < places.size() && places.get(i).start() < hit.end(); i++) {
                if (!places.get(i).overlaps(hit)) {
                    continue;
                }
                Word word = page.words().get(i);
                if (box != null && word.line() == line) {
                    box = box.union(word.box());
                } else {
                    if (box != null) {
                        boxes.add(box);
                    }
                    box = word.box();
                    line = word.line();
                }
            }
            if (box != null) {
                boxes.add(box);
            }
            // A word may hold the end of this hit and the beginning of the next.
            next = Math.max(next, i - 1);
        }
        return boxes;
    }

    /** Where each word stands in the text; those that are not found get an empty place where they should be. */
    private static List<Span> wordPlaces(PageText.Printed page) {
        List<Span> places = new ArrayList<>(page.words().size());
        String text = page.text();
        int at = 0;
        for (Word word : page.words()) {
            int found = text.indexOf(
                    word.text(),
                    at,
                    Math.min(text.length(), at + REACH + word.text().length()));
            if (found < 0) {
                places.add(new Span(at, at));
            } else {
                at = found + word.text().length();
                places.add(new Span(found, at));
            }
        }
        return places;
    }

    private static List<TimeSpan> times(PageText.Heard page, List<Span> hits) {
        SpeechAlignment alignment = SpeechAlignment.of(page.text(), page.words());
        List<TimeSpan> times = new ArrayList<>();
        for (Span hit : hits) {
            alignment.time(hit).ifPresent(times::add);
        }
        return times;
    }
}
