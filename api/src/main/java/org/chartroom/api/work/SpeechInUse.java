package org.chartroom.api.work;

import java.util.List;
import org.chartroom.transcribe.SpeechEngines;

/**
 * What a worker's readers listen to dictations with, as status pages show it.
 *
 * @param engine {@code vosk} or {@code pocketsphinx}
 * @param model name of its model
 * @param reason why this one, a sentence
 * @param faults what is wrong with models that are installed there
 * @param figures how often it misheard where that was measured
 * @param hint what a better model would bring; empty when there is none
 */
public record SpeechInUse(
        String engine, String model, String reason, List<String> faults, List<Figure> figures, String hint) {
    private static final int LONGEST = 1_000;
    private static final int MOST = 20;

    public SpeechInUse {
        faults = faults == null ? List.of() : List.copyOf(faults);
        figures = figures == null ? List.of() : List.copyOf(figures);
        if (engine == null || model == null || reason == null || hint == null) {
            throw new IllegalArgumentException("speech names engine, model, reason and hint");
        }
        if (engine.length() + model.length() + reason.length() + hint.length() > 4 * LONGEST
                || faults.size() > MOST
                || figures.size() > MOST
                || faults.stream().anyMatch(fault -> fault.length() > LONGEST)) {
            throw new IllegalArgumentException("speech says more than a status page can show");
        }
    }

    /**
     * @param wordErrorRate share of the words that were wrong
     * @param measuredOn what was listened to
     * @param source who measured it
     */
    public record Figure(double wordErrorRate, String measuredOn, String source) {}

    /** What was chosen on this machine. */
    public static SpeechInUse of(SpeechEngines.Choice choice) {
        return new SpeechInUse(
                choice.config().engine(),
                choice.model(),
                choice.reason(),
                choice.faults(),
                choice.figures().stream()
                        .map(each -> new Figure(each.wordErrorRate(), each.measuredOn(), each.source()))
                        .toList(),
                choice.hint());
    }
}
