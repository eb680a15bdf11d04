package org.chartroom.transcribe.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.models.text.TextEdit;
import org.jspecify.annotations.Nullable;

/**
 * Headings: after "next section", or a section's name where a sentence starts. A name of a single word is a heading only
 * when a colon or a line end is spoken after it, for "medications were reviewed" is a sentence.
 */
final class SectionRule implements FormattingRule {
    static final String RULE = "command.section";

    private static final Set<String> VERBS = Set.of(
            "is",
            "was",
            "are",
            "were",
            "of",
            "reveals",
            "revealed",
            "shows",
            "showed",
            "has",
            "had",
            "for",
            "to",
            "and",
            "includes",
            "include",
            "included",
            "with",
            "on",
            "in",
            "at",
            "as",
            "form",
            "visit",
            "visits",
            "appointment",
            "call",
            "after",
            "by",
            "imaging");

    private record Section(List<String> spoken, String title) {}

    private final List<Section> sections = new ArrayList<>();
    private final Map<String, String> codes = new HashMap<>();

    SectionRule() {
        for (SectionHeadings.Heading heading : SectionHeadings.shipped().all()) {
            codes.put(heading.title(), heading.code());
            for (String spoken : heading.spoken()) {
                sections.add(new Section(List.of(spoken.split(" ")), heading.title()));
            }
        }
        sections.sort(Comparator.comparing((Section section) -> section.spoken().size())
                .reversed());
    }

    static boolean isHeading(TextEdit edit) {
        return edit.rule().equals(RULE);
    }

    /** LOINC code of a title, empty when none is known. */
    String code(String title) {
        return codes.getOrDefault(title, "");
    }

    @Override
    public @Nullable TextEdit at(Utterance words, int index, boolean atStart) {
        boolean announced = words.has(index, List.of("next", "section")) || words.has(index, List.of("new", "section"));
        int from = announced ? index + 2 : index;
        if (!announced && !atStart) {
            return null;
        }
        for (Section section : sections) {
            if (!words.has(from, section.spoken())) {
                continue;
            }
            int end = from + section.spoken().size();
            int mark = markAt(words, end);
            boolean named = section.spoken().size() > 1 && !VERBS.contains(words.at(end));
            if (announced || mark > 0 || named) {
                return words.edit(index, end + mark, section.title() + ":\n", RULE);
            }
        }
        return null;
    }

    /** How many words of punctuation follow the name; they belong to the heading. */
    private static int markAt(Utterance words, int index) {
        int count = 0;
        if (words.at(index).equals("colon") || words.at(index).equals("period")) {
            count = 1;
        }
        String next = words.at(index + count) + " " + words.at(index + count + 1);
        return next.equals("new line") || next.equals("next line") || next.equals("new paragraph") ? count + 2 : count;
    }
}
