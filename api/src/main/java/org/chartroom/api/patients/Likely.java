package org.chartroom.api.patients;

import java.util.Map;
import org.chartroom.index.matching.Alike;
import org.chartroom.index.matching.Candidate;

/**
 * When two charts are offered as one person's. A person decides each; so it is better to offer one too many than to miss one, but
 * twins and parents of the same name are not offered at all: who clears a long list of them merges one some day.
 */
final class Likely {
    /** Bits by which a pair must be likelier than one drawn by lot, which is of one person once in as many as there are patients. */
    private static final double CLEARLY = 5;

    private static final double LEAST = 14;

    private Likely() {}

    static boolean samePerson(Candidate candidate, int office) {
        Map<String, Alike> agreement = candidate.agreement();
        boolean twins = agreement.get("birthDate") == Alike.SAME
                && agreement.get("family") == Alike.SAME
                && agreement.get("given") == Alike.DIFFERENT;
        boolean generations = agreement.get("generation") == Alike.DIFFERENT;
        boolean otherDay = agreement.get("birthDate") == Alike.DIFFERENT;
        double enough = Math.max(LEAST, Math.log(Math.max(1, office)) / Math.log(2) + CLEARLY);
        return !twins && !generations && !otherDay && candidate.bits() >= enough;
    }
}
