package org.chartroom.api.dictations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chartroom.models.text.NoteSection;
import org.chartroom.transcribe.format.SectionHeadings;

/** Cuts a note that a person has edited at its headings. */
public final class Sections {
    private static final SectionHeadings KNOWN = SectionHeadings.shipped();

    private Sections() {}

    /** Whether a line is a heading by itself. */
    static boolean isHeading(String line, List<NoteSection> sections) {
        String key = key(line);
        return !key.isEmpty()
                && (KNOWN.on(line).isPresent()
                        || sections.stream()
                                .anyMatch(section -> key(section.title()).equals(key)));
    }

    /** The sections of {@code text}; a line that is a known heading, or one of the titles in {@code before}, opens one. */
    public static List<NoteSection> cut(String text, List<NoteSection> before) {
        Map<String, NoteSection> known = before.stream()
                .filter(section -> !section.title().isBlank())
                .collect(Collectors.toMap(section -> key(section.title()), each -> each, (first, _) -> first));
        List<NoteSection> sections = new ArrayList<>();
        String title = "";
        String code = "";
        StringBuilder body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            NoteSection opens = known.get(key(line));
            Optional<SectionHeadings.Heading> heading = KNOWN.on(line);
            if (opens == null && heading.isPresent()) {
                opens = new NoteSection(heading.get().title(), heading.get().code(), "");
            }
            if (opens == null) {
                body.append(line).append('\n');
                continue;
            }
            add(sections, title, code, body);
            title = opens.title();
            code = opens.code();
            body.setLength(0);
        }
        add(sections, title, code, body);
        return List.copyOf(sections);
    }

    private static void add(List<NoteSection> sections, String title, String code, StringBuilder body) {
        String text = body.toString().strip();
        if (!title.isEmpty() || !text.isEmpty()) {
            sections.add(new NoteSection(title, code, text));
        }
    }

    private static String key(String line) {
        String bare = line.strip();
        return (bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare).toLowerCase(Locale.ROOT);
    }
}
