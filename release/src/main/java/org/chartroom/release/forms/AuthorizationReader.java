package org.chartroom.release.forms;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.text.Box;
import org.chartroom.models.text.Word;

/**
 * Reads authorizations and requests for records that came on paper: the six core elements and three statements of 45 CFR 164.508(c),
 * each with the place that proves it. How forms are worded is data. Reads no handwriting: a signature is where something is written on
 * its line. Safe for use by many threads.
 */
public final class AuthorizationReader {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Of the page: a title stands above. */
    private static final double UPPER = 0.4;

    private static final int LONGEST = 300;

    private final List<Pattern> title;
    private final List<Pattern> not;
    private final Map<FormPart, Pattern> labels = new EnumMap<>(FormPart.class);
    private final Map<FormPart, List<Pattern>> sentences = new EnumMap<>(FormPart.class);

    private AuthorizationReader(Wording wording) {
        this.title = wording.title().stream().map(AuthorizationReader::pattern).toList();
        this.not = wording.not().stream().map(AuthorizationReader::pattern).toList();
        wording.labels()
                .forEach((part, words) ->
                        labels.put(part, pattern("(?<![\\w'])(?:" + String.join("|", words) + ")(?![\\w'])\\s*[:.]?")));
        wording.sentences()
                .forEach((part, patterns) -> sentences.put(
                        part,
                        patterns.stream().map(AuthorizationReader::pattern).toList()));
    }

    private record Wording(
            List<String> title,
            List<String> not,
            Map<FormPart, List<String>> labels,
            Map<FormPart, List<String>> sentences) {}

    /** With the wording that ships. */
    public static AuthorizationReader shipped() {
        ObjectMapper yaml = YAMLMapper.builder().build();
        try (InputStream in = AuthorizationReader.class.getResourceAsStream("authorization.yml")) {
            if (in == null) {
                throw new IOException("authorization.yml is missing");
            }
            return new AuthorizationReader(yaml.readValue(in, Wording.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, FLAGS);
    }

    /** Tells whether something is written in a part of a page. */
    @FunctionalInterface
    public interface Ink {
        /**
         * @param page from 1
         * @param region px of its image
         */
        boolean isIn(int page, Box region);

        /** Of pages that nobody can look at. */
        Ink UNSEEN = (page, region) -> false;
    }

    /** Whether the text of a page is that of an authorization or a request for records. */
    public boolean isForm(String text) {
        String upper = text.substring(0, (int) Math.ceil(text.length() * UPPER));
        return title.stream().anyMatch(each -> each.matcher(upper).find())
                && not.stream().noneMatch(each -> each.matcher(upper).find());
    }

    /**
     * Reads a form.
     *
     * @param pages the words of its pages in reading order
     * @param ink looks where a signature would be
     */
    public FormReading read(List<List<Word>> pages, Ink ink) {
        Map<FormPart, FormReading.Found> found = new EnumMap<>(FormPart.class);
        boolean recognised = false;
        for (int i = 0; i < pages.size(); i++) {
            FormPage page = new FormPage(i + 1, pages.get(i));
            boolean form = isForm(page.text());
            // What follows the form is another paper, until another page of it says so.
            if (form || recognised && found.keySet().stream().noneMatch(FormPart.SIGNATURE::equals)) {
                recognised = true;
                fields(page, ink, found);
                sentences(page, found);
            }
        }
        return new FormReading(recognised, found);
    }

    /** A label and where it stands in the text. */
    private record Label(FormPart part, int from, int to) {}

    private void fields(FormPage page, Ink ink, Map<FormPart, FormReading.Found> found) {
        List<Label> there = labels(page.text());
        boolean signing = false;
        for (int i = 0; i < there.size(); i++) {
            Label label = there.get(i);
            signing |= label.part() == FormPart.SIGNATURE;
            if (label.part() == FormPart.SIGNED_ON && !signing) {
                // The day of a fax or a letter is not that of the signature.
                continue;
            }
            int next =
                    i + 1 < there.size() ? there.get(i + 1).from() : page.text().length();
            Optional<FormReading.Found> value =
                    label.part() == FormPart.SIGNATURE ? signature(page, label, next, ink) : value(page, label, next);
            value.filter(each -> !label.part().isDay()
                            || FormDates.first(each.value()).isPresent())
                    .ifPresent(each -> found.putIfAbsent(label.part(), each));
        }
    }

    /** In the order of the text; where two begin at one place, the longer. */
    private List<Label> labels(String text) {
        List<Label> all = new ArrayList<>();
        labels.forEach((part, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (isLabel(text, matcher, part)) {
                    all.add(new Label(part, matcher.start(), matcher.end()));
                }
            }
        });
        all.sort((one, other) -> one.from() != other.from()
                ? Integer.compare(one.from(), other.from())
                : Integer.compare(other.to(), one.to()));
        List<Label> kept = new ArrayList<>();
        for (Label label : all) {
            if (kept.isEmpty() || label.from() >= kept.getLast().to()) {
                kept.add(label);
            }
        }
        return kept;
    }

    /**
     * A label begins a line, ends with a colon, or begins with a capital after what was filled in before it; words such as "to" are
     * also words of sentences.
     */
    private static boolean isLabel(String text, Matcher matcher, FormPart part) {
        boolean colon = matcher.group().stripTrailing().endsWith(":");
        boolean first = matcher.start() == 0 || text.charAt(matcher.start() - 1) == '\n';
        boolean capital = Character.isUpperCase(text.charAt(matcher.start()));
        if (part == FormPart.DESCRIPTION) {
            return colon || first || matcher.group().toLowerCase(Locale.ROOT).contains("following");
        }
        return colon || first && capital || capital && followsValue(text, matcher.start());
    }

    private static boolean followsValue(String text, int at) {
        int line = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        String before = text.substring(line, at).strip();
        // A sentence of some length is none.
        return !before.isEmpty() && before.split(" ").length <= 8 && !before.endsWith(",");
    }

    private static Optional<FormReading.Found> value(FormPage page, Label label, int next) {
        String text = page.text();
        int end = Math.min(next, text.length());
        int line = text.indexOf('\n', label.to());
        int from = label.to();
        int to = line >= 0 && line < end ? line : end;
        boolean list = label.part() == FormPart.DESCRIPTION;
        if (list) {
            // Boxes to tick stand below.
            to = end;
        } else if (text.substring(Math.min(from, to), to).strip().length() < 2 && line >= 0 && line < end) {
            // Filled in on the line below.
            from = line + 1;
            int after = text.indexOf('\n', from);
            to = after >= 0 && after < end ? after : end;
        }
        String value = list ? ticked(text.substring(from, to)) : clean(text.substring(Math.min(from, to), to));
        if (value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        return page.around(from, to).map(box -> new FormReading.Found(value, page.number(), box));
    }

    /** What is ticked, where ticks were read; else all that stands there, for a person to look at. */
    private static String ticked(String text) {
        List<String> all = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        for (String part : text.split("\\n|(?=\\[[ xX]?\\]|[\u2610\u2611\u2612])")) {
            String bare = part.replaceFirst("^\\s*(\\[\\s*[xX]\\s*\\]|[\u2611\u2612]|[xX](?=\\s))", "\u2713")
                    .replaceFirst("^\\s*(\\[\\s*\\]|\u2610)", "")
                    .strip();
            if (bare.startsWith("\u2713")) {
                marked.add(clean(bare.substring(1)));
            } else if (!bare.isEmpty()) {
                all.add(clean(bare));
            }
        }
        return String.join("; ", marked.isEmpty() ? all : marked);
    }

    private static String clean(String text) {
        return text.replaceAll("[_\u2014]{2,}", " ")
                .replaceAll("\\s+", " ")
                .replaceAll("^[\\s:.,|_-]+|[\\s:,|_-]+$", "")
                .strip();
    }

    /** What stands on the line of a signature, read or not. */
    private Optional<FormReading.Found> signature(FormPage page, Label label, int next, Ink ink) {
        Optional<FormReading.Found> read = value(page, label, next)
                .filter(each -> FormDates.first(each.value()).isEmpty());
        if (read.isPresent()
                && read.get().value().chars().filter(Character::isLetter).count() > 1) {
            return read;
        }
        Optional<Box> printed = page.around(label.from(), label.to());
        if (printed.isEmpty()) {
            return Optional.empty();
        }
        Box box = printed.get();
        int left = box.x() + box.width() + box.height() / 2;
        int right = page.nextRightOf(box).map(x -> x - box.height() / 2).orElse(page.width());
        int top = Math.max(0, box.y() - box.height());
        Box line = new Box(left, top, Math.max(1, right - left), box.height() * 2);
        return right - left > box.height() && ink.isIn(page.number(), line)
                ? Optional.of(new FormReading.Found("(handwritten)", page.number(), line))
                : Optional.empty();
    }

    private void sentences(FormPage page, Map<FormPart, FormReading.Found> found) {
        sentences.forEach((part, patterns) -> {
            for (Pattern pattern : patterns) {
                Matcher matcher = pattern.matcher(page.text());
                if (!found.containsKey(part) && matcher.find()) {
                    boolean named = pattern.namedGroups().containsKey("value");
                    int from = named ? matcher.start("value") : matcher.start();
                    int to = named ? matcher.end("value") : matcher.end();
                    String value = clean(page.text().substring(from, to));
                    page.around(from, to)
                            .filter(_ -> !value.isEmpty())
                            .ifPresent(box -> found.put(part, new FormReading.Found(value, page.number(), box)));
                }
            }
        });
    }
}
