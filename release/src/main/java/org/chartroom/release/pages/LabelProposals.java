package org.chartroom.release.pages;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.release.SensitiveLabel;

/**
 * Proposes labels for pages by the terms on them, their type, and who the patient is. Decides nothing: pages without a proposal are
 * looked at like the others. The terms are data. Safe for use by many threads.
 */
public final class LabelProposals {
    private static final int AROUND = 30;

    private final Map<SensitiveLabel, Looks> looks = new EnumMap<>(SensitiveLabel.class);

    private LabelProposals(Map<SensitiveLabel, Listed> listed) {
        listed.forEach((label, words) -> looks.put(label, new Looks(patterns(words.types()), patterns(words.terms()))));
    }

    private record Listed(List<String> types, List<String> terms) {}

    private record Looks(List<Pattern> types, List<Pattern> terms) {}

    /** With the terms that ship. */
    public static LabelProposals shipped() {
        try (InputStream in = LabelProposals.class.getResourceAsStream("labels.yml")) {
            if (in == null) {
                throw new IOException("labels.yml is missing");
            }
            YAMLMapper yaml = YAMLMapper.builder().build();
            Map<SensitiveLabel, Listed> listed = new EnumMap<>(SensitiveLabel.class);
            yaml.readTree(in)
                    .properties()
                    .forEach(each -> listed.put(
                            SensitiveLabel.valueOf(each.getKey()), yaml.convertValue(each.getValue(), Listed.class)));
            return new LabelProposals(listed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Pattern> patterns(List<String> words) {
        return words.stream()
                .map(each -> Pattern.compile(each, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    /**
     * A page as it is looked at.
     *
     * @param text its words; line breaks count as spaces
     * @param type the name of its document's type; empty where it has none
     * @param minor whether the patient was not of age on its day
     * @param restricted whether the chart is closed to most
     */
    public record Seen(String text, String type, boolean minor, boolean restricted) {}

    /**
     * A label that is proposed.
     *
     * @param why in words for who decides
     * @param words what stands on the page, with a little around it; empty where it is not by words
     */
    public record Proposal(SensitiveLabel label, String why, String words) {}

    /** What is proposed, one proposal a label, in the labels' order. */
    public List<Proposal> of(Seen page) {
        String text = page.text().replaceAll("\\s+", " ");
        List<Proposal> proposals = new ArrayList<>();
        looks.forEach((label, look) -> {
            if (label == SensitiveLabel.MINOR_CONSENTED && !page.minor()) {
                return;
            }
            Optional<Proposal> byWords = look.terms().stream()
                    .map(term -> term.matcher(text))
                    .filter(Matcher::find)
                    .findFirst()
                    .map(matcher -> new Proposal(label, "The page says so.", around(text, matcher)));
            byWords.or(() -> look.types().stream()
                            .filter(type -> type.matcher(page.type()).find())
                            .findFirst()
                            .map(_ -> new Proposal(label, "Papers of this type usually are.", "")))
                    .ifPresent(proposals::add);
        });
        if (page.restricted()) {
            proposals.add(new Proposal(SensitiveLabel.VIP, "The chart is closed to most.", ""));
        }
        return proposals;
    }

    private static String around(String text, Matcher matcher) {
        int from = Math.max(0, matcher.start() - AROUND);
        int to = Math.min(text.length(), matcher.end() + AROUND);
        return text.substring(from, to).strip();
    }
}
