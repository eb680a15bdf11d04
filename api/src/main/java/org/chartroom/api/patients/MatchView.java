package org.chartroom.api.patients;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chartroom.index.matching.Alike;
import org.chartroom.index.matching.Candidate;
import org.chartroom.index.matching.Concern;
import org.chartroom.index.matching.Verdict;
import org.chartroom.models.record.Patient;

/**
 * Who may be meant.
 *
 * @param verdict {@code file}: this chart, two things that belong together say so; {@code ask}: a person decides; {@code stop}: a person
 *     decides and sees the danger first
 * @param concerns why it is not filed by itself; empty with {@code file}
 * @param candidates the likeliest first
 */
record MatchView(String verdict, List<ConcernView> concerns, List<CandidateView> candidates) {
    /** A concern. @param code as {@code CLOSE_CALL} @param words one sentence */
    record ConcernView(Concern code, String words) {}

    /**
     * A patient.
     *
     * @param bits how much speaks for it: log2 of the likelihood ratio
     * @param probability among all candidates and those nobody thought of, 0..1
     * @param agreement how each thing agrees: {@code SAME}, {@code CLOSE} or {@code DIFFERENT}; what is not known is left out
     */
    record CandidateView(PatientSummary patient, double bits, double probability, Map<String, Alike> agreement) {
        static CandidateView of(Candidate candidate, Patient patient) {
            return new CandidateView(
                    PatientSummary.of(patient), candidate.bits(), candidate.probability(), candidate.agreement());
        }
    }

    static MatchView of(Verdict verdict, List<CandidateView> candidates) {
        return switch (verdict) {
            case Verdict.FileByItself _ -> new MatchView("file", List.of(), candidates);
            case Verdict.AskPerson ask -> new MatchView("ask", concerns(ask.concerns()), candidates);
            case Verdict.Stop stop -> new MatchView("stop", concerns(stop.concerns()), candidates);
        };
    }

    /** For somebody who may not see all of the candidates, and is not told which of the others it is. */
    static MatchView ofPart(Verdict verdict, List<CandidateView> candidates) {
        return new MatchView(
                verdict instanceof Verdict.Stop ? "stop" : "ask", concerns(Set.of(Concern.RESTRICTED)), candidates);
    }

    private static List<ConcernView> concerns(Set<Concern> concerns) {
        return concerns.stream()
                .sorted()
                .map(concern -> new ConcernView(concern, concern.words()))
                .toList();
    }
}
