package org.chartroom.api.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.DestructionId;
import org.chartroom.models.record.DocumentId;
import org.chartroom.models.record.HoldId;
import org.chartroom.models.record.PatientId;

/**
 * What is due up to a day.
 *
 * @param by that day
 * @param items the first of them, those due longest first
 * @param due how many documents are due by then, those under hold among them
 * @param held how many of them a hold keeps
 * @param closed how many of them are in charts that are not open to the caller, and not among the items
 * @param months the same by the month in which they become due
 * @param notDue documents in charts that are never due as things are, by the reason
 */
record DueView(
        LocalDate by,
        List<Item> items,
        Optional<String> next,
        long due,
        long held,
        long closed,
        List<Month> months,
        List<NotDue> notDue) {
    /**
     * A document that is due.
     *
     * @param trigger from what its time ran, in words
     * @param holds that keep it
     * @param proposedIn the destruction it is in, which waits or is being carried out
     */
    record Item(
            DocumentId documentId,
            String title,
            Optional<String> type,
            Optional<LocalDate> date,
            int pages,
            Optional<PatientId> patientId,
            Optional<String> patientName,
            Optional<String> mrn,
            String recordClass,
            String rule,
            String citation,
            String trigger,
            LocalDate triggeredOn,
            LocalDate dueOn,
            List<HoldId> holds,
            Optional<DestructionId> proposedIn) {}

    /** @param month such as {@code 2026-03} */
    record Month(String month, long due, long held) {}

    /** @param why in words for a person */
    record NotDue(String why, long documents) {}
}
