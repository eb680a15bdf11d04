package org.chartroom.models.record;

/**
 * One line of an arrival's page ledger.
 *
 * @param source the document for which the file was read
 * @param sourcePage the input page's number in that file, from 1
 */
public record LedgerEntry(ArrivalId arrival, DocumentId source, int sourcePage, PageDisposition disposition) {}
