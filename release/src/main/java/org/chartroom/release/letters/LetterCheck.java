package org.chartroom.release.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.Letter;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;
import org.chartroom.release.access.Denial;
import org.chartroom.release.access.NotHeld;

/** What a letter lacks before it may go. */
public final class LetterCheck {
    private static final Pattern GAP = Pattern.compile("\\[[^\\[\\]\\n]{2,80}\\]");
    private static final Set<Letter.Kind> DENIALS = Set.of(Letter.Kind.DENIAL, Letter.Kind.PARTIAL_DENIAL);

    private LetterCheck() {}

    /**
     * What stands against looking it through: gaps, a denial without what the law asks for, and a reader who wrote it.
     *
     * @param review by whom it is looked through, and how
     */
    public static List<Reason> missing(Letter letter, Letter.Review review) {
        List<Reason> missing = new ArrayList<>();
        gap(letter).ifPresent(gap -> missing.add(new Reason(Statement.C9, "The letter still has a gap: " + gap + ".")));
        if (letter.to().name().isBlank() || letter.to().address().isBlank()) {
            missing.add(new Reason(Statement.C9, "The letter does not say to whom and where it goes."));
        }
        if (letter.writtenBy().equals(review.by()) && review.exception().isBlank()) {
            missing.add(new Reason(
                    Statement.S10,
                    "Who wrote the letter looks it through: somebody else has to, or say why nobody else can."));
        }
        if (DENIALS.contains(letter.kind())) {
            missing.addAll(denial(letter, review));
        }
        if (letter.kind() == Letter.Kind.NO_RECORDS) {
            new NotHeld(
                            Optional.ofNullable(letter.facts().get("knownHolder"))
                                    .filter(text -> !text.isBlank()),
                            letter.body())
                    .missing()
                    .ifPresent(missing::add);
        }
        return List.copyOf(missing);
    }

    /** The first thing that nobody has filled in. */
    public static Optional<String> gap(Letter letter) {
        Matcher found = GAP.matcher(letter.subject() + "\n" + letter.body());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    private static List<Reason> denial(Letter letter, Letter.Review review) {
        Map<String, String> facts = letter.facts();
        // What was drafted may have been written over: while nothing is left open, it says something in its place.
        String written = gap(letter).isEmpty() ? letter.body() : "";
        return new Denial(
                        DenialCode.valueOf(facts.getOrDefault("code", DenialCode.CONFIDENTIAL_SOURCE.name())),
                        facts.getOrDefault("reason", written),
                        facts.getOrDefault("review", written),
                        facts.getOrDefault("complaint", written),
                        facts.getOrDefault("contact", written),
                        review.plainLanguage(),
                        true,
                        new UserId(facts.getOrDefault(
                                "decidedBy", letter.writtenBy().value())),
                        Optional.empty())
                .missing();
    }
}
