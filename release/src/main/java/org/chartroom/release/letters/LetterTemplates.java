package org.chartroom.release.letters;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.release.Letter;

/** How letters are drafted. A draft is a beginning: a person reads it, changes it and answers for it. */
public final class LetterTemplates {
    private static final Pattern FIELD = Pattern.compile("\\{([a-z]+)\\}");

    /** What stands for a field that nobody filled in. */
    private static final Map<String, String> MISSING = Map.of(
            "contact", "whom to ask, with telephone",
            "reason", "why, in plain words",
            "advice", "what the patient can do",
            "mitigation", "what the office does about it",
            "extent", "which information",
            "happened", "the day on which it happened");

    private final Map<Letter.Kind, Template> templates;

    private LetterTemplates(Map<Letter.Kind, Template> templates) {
        if (!templates.keySet().equals(EnumSet.allOf(Letter.Kind.class))) {
            throw new IllegalArgumentException("every kind of letter has a template");
        }
        this.templates = Map.copyOf(templates);
    }

    /** Words with {@code {fields}} in them. */
    record Template(String subject, String body) {}

    /** What a letter says before anybody changed it. */
    public record Draft(String subject, String body) {}

    /** The templates that ship. */
    public static LetterTemplates shipped() {
        try (InputStream in = Objects.requireNonNull(
                LetterTemplates.class.getResourceAsStream("/org/chartroom/release/letters.yml"), "letters.yml")) {
            YAMLMapper mapper = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            return new LetterTemplates(mapper.readValue(
                    in, mapper.getTypeFactory().constructMapType(EnumMap.class, Letter.Kind.class, Template.class)));
        } catch (IOException e) {
            throw new UncheckedIOException("the letters that ship cannot be read", e);
        }
    }

    /** A draft; what {@code fields} lacks stands in brackets. */
    public Draft draft(Letter.Kind kind, Map<String, String> fields) {
        Template template = Objects.requireNonNull(templates.get(kind), kind.name());
        return new Draft(
                filled(template.subject(), fields),
                filled(template.body(), fields).replaceAll("\n{3,}", "\n\n").strip());
    }

    private static String filled(String words, Map<String, String> fields) {
        return FIELD.matcher(words).replaceAll(found -> {
            String name = found.group(1);
            String value = fields.get(name);
            return Matcher.quoteReplacement(value == null ? "[" + MISSING.getOrDefault(name, name) + "]" : value);
        });
    }
}
