package org.chartroom.release.access;

import java.util.Optional;
import java.util.Set;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;

/** In which form a copy is given: 45 CFR 164.524(c)(2). Names are stored: added to, never renamed. */
public enum CopyForm {
    PAPER(false),
    PDF(true),
    /** A machine-readable bundle of the whole record. */
    FHIR(true),
    ON_DISC(true);

    private final boolean electronic;

    CopyForm(boolean electronic) {
        this.electronic = electronic;
    }

    /** Whether it is an electronic copy. */
    public boolean isElectronic() {
        return electronic;
    }

    /**
     * Why a form may not be given instead of the one that was asked for; empty when it may.
     *
     * @param asked for
     * @param given what the office wants to give
     * @param producible what the office can readily produce
     * @param heldElectronically whether the records are held electronically
     * @param agreed whether the patient agreed to this form
     */
    public static Optional<Reason> refusal(
            CopyForm asked, CopyForm given, Set<CopyForm> producible, boolean heldElectronically, boolean agreed) {
        if (given == asked) {
            return Optional.empty();
        }
        if (producible.contains(asked)) {
            return Optional.of(new Reason(Statement.C4, "The form that was asked for can be produced: give that one."));
        }
        if (heldElectronically && asked.isElectronic() && !given.isElectronic()) {
            return Optional.of(new Reason(
                    Statement.C4,
                    "The records are held electronically and were asked for so: give an electronic copy."));
        }
        return agreed || given == PAPER
                ? Optional.empty()
                : Optional.of(new Reason(
                        Statement.C4, "Another form takes the patient's agreement, or a readable paper copy."));
    }
}
