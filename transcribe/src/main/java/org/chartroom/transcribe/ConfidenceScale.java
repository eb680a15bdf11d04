package org.chartroom.transcribe;

/**
 * How an engine's confidences are to be taken. Engines differ: the same figure is a good draft from one and a guess from
 * another, so each brings limits that were measured on its own words.
 *
 * @param hopeless mean confidence of a recording's words below which they are no draft, however clean the sound; 0..1
 * @param unsure mean confidence below which they are no draft when the recording is drowned in noise as well; at least
 *     {@code hopeless}, 0..1
 */
public record ConfidenceScale(double hopeless, double unsure) {
    /** For an engine whose words were not measured: nothing is judged. */
    public static final ConfidenceScale UNMEASURED = new ConfidenceScale(0, 0);

    public ConfidenceScale {
        if (!(hopeless >= 0 && hopeless <= unsure && unsure <= 1)) {
            throw new IllegalArgumentException(
                    "limits run from 0 to 1, hopeless first; were " + hopeless + " and " + unsure);
        }
    }
}
