package org.chartroom.transcribe.vosk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.chartroom.transcribe.NativeCall;
import org.chartroom.transcribe.NativeFiles;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;

/**
 * The functions of libvosk that are used here, loaded for the life of the process. Bound directly instead of through
 * Vosk's Java classes: those report a failed call as a finished utterance, read text in the platform's character set and
 * crash when closed twice.
 */
final class VoskLibrary {
    private static final String VERSION = "0.3.45";

    final NativeCall newModel;
    final NativeCall freeModel;
    final NativeCall findWord;
    final NativeCall newRecogniser;
    final NativeCall newRecogniserForPhrases;
    final NativeCall freeRecogniser;
    final NativeCall setWords;
    final NativeCall accept;
    final NativeCall result;
    final NativeCall finalResult;

    private VoskLibrary(SymbolLookup vosk) {
        NativeCall.in(vosk, "vosk_set_log_level", FunctionDescriptor.ofVoid(JAVA_INT))
                .run(-1);
        newModel = NativeCall.in(vosk, "vosk_model_new", FunctionDescriptor.of(ADDRESS, ADDRESS));
        freeModel = NativeCall.in(vosk, "vosk_model_free", FunctionDescriptor.ofVoid(ADDRESS));
        findWord = NativeCall.in(vosk, "vosk_model_find_word", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
        newRecogniser = NativeCall.in(vosk, "vosk_recognizer_new", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_FLOAT));
        newRecogniserForPhrases = NativeCall.in(
                vosk, "vosk_recognizer_new_grm", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_FLOAT, ADDRESS));
        freeRecogniser = NativeCall.in(vosk, "vosk_recognizer_free", FunctionDescriptor.ofVoid(ADDRESS));
        setWords = NativeCall.in(vosk, "vosk_recognizer_set_words", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        accept = NativeCall.in(
                vosk, "vosk_recognizer_accept_waveform_s", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
        result = NativeCall.in(vosk, "vosk_recognizer_result", FunctionDescriptor.of(ADDRESS, ADDRESS));
        finalResult = NativeCall.in(vosk, "vosk_recognizer_final_result", FunctionDescriptor.of(ADDRESS, ADDRESS));
    }

    static VoskLibrary load(Path natives) throws SpeechException {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        String resource;
        if (os.startsWith("linux") && intel) {
            resource = "linux-x86-64/libvosk.so";
        } else if (os.startsWith("mac")) {
            resource = "darwin/libvosk.dylib";
        } else {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD, "There is no Vosk library for " + os + " on " + arch + ".");
        }
        String file = resource.substring(resource.lastIndexOf('/') + 1);
        try {
            Path library = NativeFiles.unpack(
                    resource, natives.resolve("vosk-" + VERSION).resolve(file));
            return new VoskLibrary(SymbolLookup.libraryLookup(library.toAbsolutePath(), Arena.global()));
        } catch (IOException | IllegalArgumentException | NoSuchElementException e) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The Vosk library cannot be loaded here. Run the doctor command and follow what it says.",
                    e);
        }
    }
}
