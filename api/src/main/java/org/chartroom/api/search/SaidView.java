package org.chartroom.api.search;

import java.time.Instant;
import java.util.List;
import org.chartroom.index.Fragment;
import org.chartroom.models.record.Communication;
import org.chartroom.models.record.CommunicationId;
import org.chartroom.models.record.PatientId;

/**
 * Communications that say what was searched for, the latest first.
 *
 * @param total how many do, of those that were looked through
 * @param more whether there are older ones that were not looked through
 */
public record SaidView(int total, boolean more, List<SaidItem> items) {
    /** @param open whether something is still to be done */
    public record SaidItem(
            CommunicationId id,
            PatientId patientId,
            String patientName,
            String mrn,
            Communication.Way way,
            Communication.Direction direction,
            String counterpart,
            Instant at,
            String subject,
            List<Fragment> snippet,
            boolean open) {}
}
