package org.chartroom.release.forms;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Authorization;
import org.chartroom.models.release.Scope;
import org.chartroom.models.release.Signed;
import org.chartroom.models.text.Box;

/**
 * What was read on an authorization. A proposal: a person looks at the places and decides.
 *
 * @param recognised whether the paper is an authorization or a request for records at all
 * @param found what was found where; a part that is not there was not found
 */
public record FormReading(boolean recognised, Map<FormPart, Found> found) {
    /**
     * A part of the form.
     *
     * @param value what was filled in, or the sentence
     * @param page on which page, from 1
     * @param box where on it, px of its image
     */
    public record Found(String value, int page, Box box) {}

    public FormReading {
        found = Map.copyOf(found);
    }

    /** What was filled in; empty where nothing was found. */
    public String value(FormPart part) {
        Found there = found.get(part);
        return there == null ? "" : there.value();
    }

    /** The day that a part gives; empty where it gives none. */
    public Optional<LocalDate> day(FormPart part) {
        return FormDates.first(value(part));
    }

    /** The same as the desk holds it against the rule. Plain language is for a person to find. */
    public Authorization authorization(boolean plainLanguage) {
        return new Authorization(
                value(FormPart.DESCRIPTION),
                value(FormPart.DISCLOSER),
                value(FormPart.RECIPIENT),
                value(FormPart.PURPOSE),
                FormDates.expiry(value(FormPart.EXPIRY)),
                new Signed(
                        value(FormPart.SIGNATURE),
                        day(FormPart.SIGNED_ON),
                        !value(FormPart.AUTHORITY).isEmpty(),
                        value(FormPart.AUTHORITY)),
                new Authorization.Statements(
                        found.containsKey(FormPart.REVOCATION),
                        found.containsKey(FormPart.CONDITIONING),
                        found.containsKey(FormPart.REDISCLOSURE),
                        plainLanguage),
                scope(),
                Authorization.Knowledge.NOTHING_AGAINST);
    }

    /** The dates that the form covers; all where it names none. */
    public Scope scope() {
        Optional<LocalDate> from = day(FormPart.FROM);
        Optional<LocalDate> to = day(FormPart.TO);
        boolean backwards = from.isPresent() && to.isPresent() && to.get().isBefore(from.get());
        return backwards ? Scope.WHOLE_RECORD : new Scope(from, to, Set.of(), Set.of());
    }

    /** Those parts that the law wants and that were not found. */
    public List<FormPart> missing() {
        return Arrays.stream(FormPart.values())
                .filter(part -> part.rule().isPresent() && !found.containsKey(part))
                .toList();
    }
}
