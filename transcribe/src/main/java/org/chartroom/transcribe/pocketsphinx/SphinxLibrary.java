package org.chartroom.transcribe.pocketsphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.chartroom.transcribe.NativeCall;
import org.chartroom.transcribe.SpeechException;
import org.chartroom.transcribe.SpeechProblem;
import org.jspecify.annotations.Nullable;

/** The functions of libpocketsphinx and libsphinxbase that are used here. Loaded for the life of the process. */
final class SphinxLibrary {
    /** In the order in which they need each other: the loader finds what is already loaded by its name. */
    private static final List<String> FILES = List.of(
            "libquadmath.so.0",
            "libgfortran.so.5",
            "libblas.so.3",
            "liblapack.so.3",
            "libsphinxbase.so.3",
            "libpocketsphinx.so.3");

    final NativeCall args;
    final NativeCall init;
    final NativeCall free;
    final NativeCall startStream;
    final NativeCall startUtterance;
    final NativeCall processRaw;
    final NativeCall endUtterance;
    final NativeCall segments;
    final NativeCall nextSegment;
    final NativeCall segmentWord;
    final NativeCall segmentFrames;
    final NativeCall segmentProbability;
    final NativeCall freeSegments;
    final NativeCall logMath;
    final NativeCall parseOptions;
    final NativeCall freeOptions;
    final NativeCall exp;

    private SphinxLibrary(SymbolLookup base, SymbolLookup sphinx) {
        NativeCall.in(base, "err_set_logfp", FunctionDescriptor.ofVoid(ADDRESS)).run(MemorySegment.NULL);
        args = NativeCall.in(sphinx, "ps_args", FunctionDescriptor.of(ADDRESS));
        init = NativeCall.in(sphinx, "ps_init", FunctionDescriptor.of(ADDRESS, ADDRESS));
        free = NativeCall.in(sphinx, "ps_free", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        startStream = NativeCall.in(sphinx, "ps_start_stream", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        startUtterance = NativeCall.in(sphinx, "ps_start_utt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        processRaw = NativeCall.in(
                sphinx,
                "ps_process_raw",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
        endUtterance = NativeCall.in(sphinx, "ps_end_utt", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        // One release asks for a second pointer here and the next does not; the one too many does no harm.
        segments = NativeCall.in(sphinx, "ps_seg_iter", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        nextSegment = NativeCall.in(sphinx, "ps_seg_next", FunctionDescriptor.of(ADDRESS, ADDRESS));
        segmentWord = NativeCall.in(sphinx, "ps_seg_word", FunctionDescriptor.of(ADDRESS, ADDRESS));
        segmentFrames = NativeCall.in(sphinx, "ps_seg_frames", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        segmentProbability = NativeCall.in(
                sphinx, "ps_seg_prob", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        freeSegments = NativeCall.in(sphinx, "ps_seg_free", FunctionDescriptor.ofVoid(ADDRESS));
        logMath = NativeCall.in(sphinx, "ps_get_logmath", FunctionDescriptor.of(ADDRESS, ADDRESS));
        parseOptions = NativeCall.in(
                base, "cmd_ln_parse_r", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        freeOptions = NativeCall.in(base, "cmd_ln_free_r", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        exp = NativeCall.in(base, "logmath_exp", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS, JAVA_INT));
    }

    static SphinxLibrary load(Path folder) throws SpeechException {
        SymbolLookup base = null;
        SymbolLookup last = null;
        for (String name : FILES) {
            Path file = folder.resolve(name);
            try (InputStream in = Files.newInputStream(file)) {
                if (!Arrays.equals(in.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'})) {
                    throw missing(name, null);
                }
            } catch (IOException e) {
                throw missing(name, e);
            }
            try {
                last = SymbolLookup.libraryLookup(file.toAbsolutePath(), Arena.global());
            } catch (IllegalArgumentException e) {
                throw missing(name, e);
            }
            if (name.startsWith("libsphinxbase")) {
                base = last;
            }
        }
        if (base == null || last == null) {
            throw new IllegalStateException("the list of libraries names both");
        }
        try {
            return new SphinxLibrary(base, last);
        } catch (NoSuchElementException e) {
            throw new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The built-in speech engine is of another version than this program knows. Run the doctor command.",
                    e);
        }
    }

    private static SpeechException missing(String name, @Nullable Throwable cause) {
        String message = "The built-in speech engine is incomplete: " + name
                + " is missing or cannot be loaded. Run the doctor command and follow what it says.";
        return cause == null
                ? new SpeechException(SpeechProblem.MODEL_BAD, message)
                : new SpeechException(SpeechProblem.MODEL_BAD, message, cause);
    }
}
