package org.chartroom.models.record;

import java.util.List;
import java.util.Optional;

/** The office's paper forms, and what was confirmed of those that were filled in. */
public interface Forms {
    /**
     * Keeps a new template (version 1) and counts a reference to its image.
     *
     * @throws ConflictException when the facility has one of this name in use
     */
    void add(FormTemplate template);

    /** As it is now. */
    Optional<FormTemplate> find(FormTemplateId id);

    /** Every version, the latest first; none when there is no such template. */
    List<FormTemplate> versions(FormTemplateId id);

    /** All of a facility as they are now, by name; retired ones too. */
    List<FormTemplate> templates(FacilityId facility);

    /**
     * Keeps a next version of a template; {@code changed} has the version it was read with. The former versions stay.
     *
     * @return the template as kept
     * @throws ConflictException when it has changed since, or another in use has that name
     */
    FormTemplate update(FormTemplate changed);

    /** Keeps what a person confirmed, in the place of what was confirmed before for the same zone of the same page. */
    void confirm(FormValue value);

    /** What was confirmed of a document, in the order of its pages and as it was confirmed. */
    List<FormValue> of(DocumentId document);

    /** What was confirmed for a patient in documents that are not in another's chart or in error now; the latest first. */
    List<FormValue> of(PatientId patient);

    /** Replaces what is known of missing signatures of a document. */
    void missing(DocumentId document, List<MissingSignature> missing);

    /** What is known of missing signatures of a document, in the order of its pages. */
    List<MissingSignature> missing(DocumentId document);

    /**
     * The signatures that are missing in documents of a facility, except those a person found to be there and those in
     * documents in error; the latest document first.
     */
    List<MissingSignature> missing(FacilityId facility, int limit);

    /** Up to which change of {@link Changes} documents were looked through for signatures, 0 at first. */
    long lookedTo();

    /** Notes it. */
    void lookedTo(long sequence);
}
