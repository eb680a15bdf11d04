package org.chartroom.api.reader;

import java.time.Duration;

/**
 * What one reader process may use up before it is stopped.
 *
 * @param perFile longest time for one file; of all readers together where they share its pages, and what is left then is not
 *     tried
 * @param stall longest time without a page, a piece of speech or an end
 * @param silence longest time without any sign of life; a reader gives one every second
 * @param start longest time from starting the process to its first sign of life
 * @param residentBytes memory of the reader and the programs it started, as it shows in the machine's own memory
 * @param heapMb largest Java heap, MB
 * @param filesPerProcess a reader is replaced after so many files, so that small leaks of native code stay small
 */
public record ReaderBudgets(
        Duration perFile,
        Duration stall,
        Duration silence,
        Duration start,
        long residentBytes,
        int heapMb,
        int filesPerProcess) {
    /** Java's own memory, native libraries and the audio decoder. */
    private static final int BESIDE_HEAP_MB = 200;

    public ReaderBudgets {
        if (residentBytes < 1 || heapMb < 16 || filesPerProcess < 1) {
            throw new IllegalArgumentException("a reader needs memory and files to read: residentBytes=" + residentBytes
                    + " heapMb=" + heapMb + " filesPerProcess=" + filesPerProcess);
        }
    }

    /**
     * With room for a speech model beside the Java heap.
     *
     * @param modelMb what the model takes, MB; 0 for one that fits anyway
     */
    public ReaderBudgets withRoomFor(int modelMb) {
        long wanted = ((long) heapMb + BESIDE_HEAP_MB + modelMb) << 20;
        return new ReaderBudgets(
                perFile, stall, silence, start, Math.max(residentBytes, wanted), heapMb, filesPerProcess);
    }

    /** Four hours a file, two minutes a page, 820 MB in all, of them 384 MB of heap. */
    public static ReaderBudgets usual() {
        return new ReaderBudgets(
                Duration.ofHours(4),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                820L << 20,
                384,
                200);
    }
}
