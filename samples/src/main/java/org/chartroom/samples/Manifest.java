package org.chartroom.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What ships in {@code samples/office/manifest.json}: the office's people and, for each file, what must come of it.
 */
record Manifest(
        String facility,
        List<Map<String, String>> patients,
        List<SampleArrival> arrivals,
        List<SampleDictation> dictations) {

    /**
     * @param file path within the samples folder
     * @param as {@code scan} or {@code fax}
     * @param sender fax number or address, empty where there is none
     * @param about one phrase for the summary table
     */
    record SampleArrival(String file, String as, String sender, String about, Expected expect) {}

    /**
     * What must be there when the arrival is through.
     *
     * @param documents how many documents it became, attachments included
     * @param stages in which its documents may end; each must be in one of these
     * @param received input pages of all its files
     * @param inDocuments pages that became pages of documents
     * @param separators separator sheets
     * @param blanks blank pages
     * @param rejected pages that could not be taken
     * @param find words of which each must find one of its documents; empty where it has no text
     * @param reason part of the reason given to a person, for what is held or rejected
     * @param charts MRNs of the patients it is about: what files itself must be in one of their charts
     * @param filed how many of its documents file themselves; left out where that depends on how well a poor page is read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Expected(
            int documents,
            List<String> stages,
            int received,
            int inDocuments,
            int separators,
            int blanks,
            int rejected,
            List<String> find,
            @Nullable String reason,
            List<String> charts,
            @Nullable Integer filed) {
        /** What is about nobody, or cannot be read, and stays with people. */
        Expected(
                int documents,
                List<String> stages,
                int received,
                int inDocuments,
                int separators,
                int blanks,
                int rejected,
                List<String> find,
                @Nullable String reason) {
            this(documents, stages, received, inDocuments, separators, blanks, rejected, find, reason, List.of(), 0);
        }
    }

    /**
     * @param author login of the demo user who dictated it
     * @param truth path of the words as spoken
     * @param expect by the name of an engine, what must come of the dictation when that one listens
     */
    record SampleDictation(
            String file,
            String author,
            String mrn,
            String workType,
            String priority,
            String about,
            String truth,
            Map<String, ExpectedOfSpeech> expect) {}

    /**
     * What an engine must make of a dictation. The limits are the engine's, not the recording's: what it reaches on each is
     * measured by {@code ./chartroom bench speech}.
     *
     * @param states in which the dictation may end: {@code draft} where it can be transcribed, {@code failed} where not
     * @param mostWordErrors highest word error rate of the draft before formatting; empty where the engine was never measured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExpectedOfSpeech(List<String> states, @Nullable Double mostWordErrors) {
        /** A draft from every engine; the built-in one may mishear a word in four. */
        static final Map<String, ExpectedOfSpeech> DRAFT =
                engines(new ExpectedOfSpeech(List.of("draft"), 0.25), new ExpectedOfSpeech(List.of("draft"), null));
        /** Refused by the built-in engine; what Vosk does with noise depends on its model. */
        static final Map<String, ExpectedOfSpeech> HOPELESS = engines(
                new ExpectedOfSpeech(List.of("failed"), null), new ExpectedOfSpeech(List.of("draft", "failed"), null));

        private static Map<String, ExpectedOfSpeech> engines(ExpectedOfSpeech builtIn, ExpectedOfSpeech vosk) {
            Map<String, ExpectedOfSpeech> expect = new TreeMap<>();
            expect.put("pocketsphinx", builtIn);
            expect.put("vosk", vosk);
            return expect;
        }
    }
}
