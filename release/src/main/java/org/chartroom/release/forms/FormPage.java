package org.chartroom.release.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/** A page as one text in which every sign knows the word it belongs to. */
final class FormPage {
    private final int number;
    private final String text;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Word> words;

    /** @param number from 1 */
    FormPage(int number, List<Word> words) {
        this.number = number;
        this.words = List.copyOf(words);
        StringBuilder all = new StringBuilder();
        int line = -1;
        for (Word word : this.words) {
            if (!all.isEmpty()) {
                all.append(word.line() == line ? ' ' : '\n');
            }
            line = word.line();
            starts.add(all.length());
            all.append(word.text());
        }
        this.text = all.toString();
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /** What surrounds the words of a stretch of the text; empty for one without words. */
    Optional<Box> around(int from, int to) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < words.size(); i++) {
            int start = starts.get(i);
            if (start < to && start + words.get(i).text().length() > from) {
                Box box = words.get(i).box();
                left = Math.min(left, box.x());
                top = Math.min(top, box.y());
                right = Math.max(right, box.x() + box.width());
                bottom = Math.max(bottom, box.y() + box.height());
            }
        }
        return right == 0 ? Optional.empty() : Optional.of(new Box(left, top, right - left, bottom - top));
    }

    /** Where the first word right of a box in its line begins; empty where nothing follows. */
    Optional<Integer> nextRightOf(Box box) {
        int middle = box.y() + box.height() / 2;
        return words.stream()
                .map(Word::box)
                .filter(each ->
                        each.x() >= box.x() + box.width() && each.y() <= middle && each.y() + each.height() >= middle)
                .map(Box::x)
                .min(Integer::compare);
    }

    /** The right edge of what was read. */
    int width() {
        return words.stream()
                .mapToInt(word -> word.box().x() + word.box().width())
                .max()
                .orElse(0);
    }
}
