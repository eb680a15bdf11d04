package org.chartroom.models.record;

/**
 * A form that should be signed and, as far as its image tells, is not.
 *
 * @param page of the document, from 1
 * @param zone where it should be signed
 * @param template the form it was read by
 */
public record MissingSignature(DocumentId document, int page, String zone, FormTemplateId template) {}
