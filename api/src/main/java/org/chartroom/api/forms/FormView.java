package org.chartroom.api.forms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chartroom.index.forms.CapturedValue;
import org.chartroom.index.forms.FormFit;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.DocumentType;
import org.chartroom.models.record.FormField;
import org.chartroom.models.record.FormTemplateId;
import org.chartroom.models.record.FormValue;
import org.chartroom.models.record.FormZone;
import org.chartroom.models.record.Patient;
import org.chartroom.models.record.PatientId;
import org.chartroom.models.record.UserId;
import org.chartroom.models.text.Box;

/**
 * The forms among the pages of a document, and what stands in them.
 *
 * @param patientId with whose record the values are compared: that of the chart it is filed in, else the one that was asked for
 * @param patientVersion to be sent as {@code If-Match} when values are confirmed
 */
record FormView(
        DocumentId documentId,
        Optional<PatientId> patientId,
        Optional<String> patientName,
        Optional<Integer> patientVersion,
        List<PageForm> pages) {

    /** How far a page was taken for a form. */
    enum State {
        /** Its values are there. */
        CAPTURED,
        /** It lies too badly on the form, or too little of the form is to be read: nothing was taken. */
        POOR,
        /** Two forms fit it alike: nothing was taken. */
        ALIKE
    }

    /**
     * A page that is a form, or may be one.
     *
     * @param quality 0..1, how much of what is printed on the form was found in its place
     * @param found how many printed words were found in their places
     * @param of how many the form has
     * @param detail in words for a person
     */
    record PageForm(
            int page,
            State state,
            FormName template,
            double quality,
            int found,
            int of,
            String detail,
            List<ValueView> values) {}

    /** A form. */
    record FormName(FormTemplateId id, String name, int version, Optional<DocumentType> type) {}

    /** How a value and the patient's record stand to each other. */
    enum Difference {
        SAME,
        DIFFERENT,
        /** The record has nothing there. */
        NEW,
        /** The record has no such field; the value is kept beside it. */
        APART
    }

    /**
     * What stands in a zone.
     *
     * @param raw as it was read
     * @param confidence 0..1
     * @param doubts why a person should look closely, in words
     * @param place on the page's image, px
     * @param recorded what the patient's record says, where it has such a field
     * @param difference empty where there is no patient or no value
     */
    record ValueView(
            String zone,
            FormZone.Kind kind,
            FormField field,
            String value,
            String raw,
            double confidence,
            List<String> doubts,
            Box place,
            Optional<String> recorded,
            Optional<Difference> difference,
            Optional<ConfirmedView> confirmed) {}

    /** What a person confirmed of a zone before. */
    record ConfirmedView(String value, UserId by, Instant at) {}

    static FormView of(
            DocumentId document,
            List<FormDesk.FormOnPage> forms,
            Optional<Patient> patient,
            List<FormValue> confirmed) {
        Map<String, FormValue> before = confirmed.stream()
                .collect(Collectors.toMap(value -> value.page() + " " + value.zone(), Function.identity()));
        return new FormView(
                document,
                patient.map(Patient::id),
                patient.map(each -> each.name().display()),
                patient.map(Patient::version),
                forms.stream().map(form -> page(form, patient, before)).toList());
    }

    private static PageForm page(FormDesk.FormOnPage form, Optional<Patient> patient, Map<String, FormValue> before) {
        FormFit fit = form.best();
        State state = !fit.isGood() ? State.POOR : form.isAlike() ? State.ALIKE : State.CAPTURED;
        String detail = switch (state) {
            case CAPTURED ->
                "Read as '" + fit.template().name() + "': " + fit.found() + " of " + fit.of()
                        + " printed words were found in their places.";
            case POOR ->
                "This page may be '" + fit.template().name() + "', but only " + fit.found() + " of " + fit.of()
                        + " printed words were found in their places. Nothing was taken from it; read it again, scan"
                        + " it again, or type the values.";
            case ALIKE ->
                "'" + fit.template().name() + "' and '"
                        + form.fits().get(1).template().name()
                        + "' fit this page alike. Nothing was taken from it; an administrator should retire one of"
                        + " them, or give them their form ids.";
        };
        return new PageForm(
                form.number(),
                state,
                new FormName(
                        fit.template().id(),
                        fit.template().name(),
                        fit.template().version(),
                        fit.template().type()),
                fit.quality(),
                fit.found(),
                fit.of(),
                detail,
                form.values().stream()
                        .map(value -> value(
                                value,
                                patient,
                                Optional.ofNullable(before.get(
                                        form.number() + " " + value.zone().name()))))
                        .toList());
    }

    private static ValueView value(CapturedValue value, Optional<Patient> patient, Optional<FormValue> before) {
        FormField field = value.zone().field();
        Optional<String> recorded = patient.flatMap(each -> PatientFields.recorded(each, field));
        return new ValueView(
                value.zone().name(),
                value.zone().kind(),
                field,
                value.value(),
                value.raw(),
                value.confidence(),
                value.doubts(),
                value.place(),
                recorded,
                value.value().isEmpty() || patient.isEmpty()
                        ? Optional.empty()
                        : Optional.of(difference(field, value.value(), recorded)),
                before.map(each -> new ConfirmedView(each.value(), each.confirmedBy(), each.confirmedAt())));
    }

    private static Difference difference(FormField field, String value, Optional<String> recorded) {
        if (recorded.isEmpty()) {
            return Difference.APART;
        }
        if (recorded.get().isBlank()) {
            return Difference.NEW;
        }
        return PatientFields.same(field, value, recorded.get()) ? Difference.SAME : Difference.DIFFERENT;
    }
}
