package org.chartroom.release.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartroom.models.record.UserId;
import org.chartroom.models.release.DenialCode;
import org.chartroom.models.release.Reason;
import org.chartroom.models.release.Statement;

/**
 * A denial of access, in whole or in part, as its letter says it.
 *
 * @param words why, in plain language
 * @param review how to have it reviewed; needed where the code is reviewable
 * @param complaint how to complain to the office and to the Secretary
 * @param contact whom to ask: name or title, and telephone
 * @param plainLanguage whether a person found the letter plain
 * @param restReleased whether what is not denied is released
 * @param by who decided
 * @param reviewer who reviewed it, where somebody did
 */
public record Denial(
        DenialCode code,
        String words,
        String review,
        String complaint,
        String contact,
        boolean plainLanguage,
        boolean restReleased,
        UserId by,
        Optional<UserId> reviewer) {
    /** What its letter lacks, or what is wrong with its review; empty for one that may go. */
    public List<Reason> missing() {
        List<Reason> missing = new ArrayList<>();
        if (words.isBlank()) {
            missing.add(new Reason(Statement.C9, "The letter does not say why."));
        }
        if (!plainLanguage) {
            missing.add(new Reason(Statement.C9, "Nobody has found the letter to be in plain language."));
        }
        if (code.isReviewable() && review.isBlank()) {
            missing.add(new Reason(Statement.C9, "The letter does not say how to have the denial reviewed."));
        }
        if (complaint.isBlank() || contact.isBlank()) {
            missing.add(new Reason(Statement.C9, "The letter does not say how to complain, and to whom."));
        }
        if (!restReleased) {
            missing.add(new Reason(Statement.C9, "What is not denied is to be released all the same."));
        }
        if (reviewer.filter(by::equals).isPresent()) {
            missing.add(new Reason(Statement.C10, "Who denied it cannot review the denial."));
        }
        return List.copyOf(missing);
    }
}
