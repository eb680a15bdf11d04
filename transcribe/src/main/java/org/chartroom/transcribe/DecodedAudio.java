package org.chartroom.transcribe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A recording while it is being decoded. For one thread; closing ends the decoder. */
public final class DecodedAudio implements PcmStream {
    private static final int MESSAGES_KEPT = 32 * 1024;
    private static final Pattern DURATION = Pattern.compile("Duration: (\\d+):(\\d\\d):(\\d\\d)\\.(\\d\\d)");

    private final Process process;
    private final AudioHeader header;
    private final int sampleRateHz;
    private final long maxSamples;
    private final InputStream out;
    private final Thread messageReader;
    private final Thread watchdog;
    private final StringBuffer messages = new StringBuffer();
    private final byte[] bytes = new byte[32 * 1024];
    private int kept;
    private long samplesRead;
    private boolean ended;
    private volatile long waitingSinceNanos;
    private volatile boolean waiting;
    private volatile boolean tooSlow;

    DecodedAudio(Process process, AudioHeader header, int sampleRateHz, PcmDecoder.Limits limits) {
        this.process = process;
        this.header = header;
        this.sampleRateHz = sampleRateHz;
        this.maxSamples = limits.duration().toSeconds() * sampleRateHz;
        this.out = process.getInputStream();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new IllegalStateException("a process that was just started has no input", e);
        }
        this.messageReader = Thread.ofVirtual().start(this::keepMessages);
        this.watchdog = Thread.ofVirtual().start(() -> watch(limits.stall().toNanos()));
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Length as the file's header says, ms; 0 when it does not, or not yet (it is known once samples come). */
    public long totalMs() {
        Matcher duration = DURATION.matcher(messages);
        if (!duration.find()) {
            return 0;
        }
        long seconds = Long.parseLong(duration.group(1)) * 3600
                + Long.parseLong(duration.group(2)) * 60
                + Long.parseLong(duration.group(3));
        return seconds * 1000 + Long.parseLong(duration.group(4)) * 10;
    }

    /**
     * What is wrong with a recording that could be decoded all the same, for a person; null when nothing is. Known for
     * certain once {@link #read} has returned 0.
     */
    public @Nullable String damage() {
        if (!ended) {
            return null;
        }
        // What comes before is the file's own description of itself, which may say anything.
        int mapped = messages.indexOf("Stream mapping:");
        String said = messages.substring(Math.max(0, mapped)).toLowerCase(Locale.ROOT);
        boolean broken = process.exitValue() != 0
                || said.contains("error while decoding")
                || said.contains("error submitting packet")
                || said.contains("partial file")
                || said.contains("truncat")
                || said.contains("invalid data found")
                || said.contains("corrupt");
        long total = totalMs();
        long heard = samplesRead * 1000 / sampleRateHz;
        if (!broken && !(header != AudioHeader.MP3 && total > 0 && heard + 1000 < total)) {
            return null;
        }
        return "The recording is damaged: words may be missing. Listen to it to the end, or send it again.";
    }

    @Override
    public int read(short[] samples) throws SpeechException {
        if (ended || samples.length == 0) {
            return 0;
        }
        int have = kept;
        int wanted = Math.min(bytes.length, samples.length * 2);
        try {
            waitingSinceNanos = System.nanoTime();
            waiting = true;
            while (have < 2) {
                int count = out.read(bytes, have, wanted - have);
                if (count < 0) {
                    finish();
                    return 0;
                }
                have += count;
            }
        } catch (IOException e) {
            if (tooSlow) {
                throw tooSlow();
            }
            throw new SpeechException(
                    SpeechProblem.CORRUPT, "The recording broke off while it was decoded. Send it again.", e);
        } finally {
            waiting = false;
        }
        int count = have / 2;
        for (int i = 0; i < count; i++) {
            samples[i] = (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
        }
        kept = have % 2;
        if (kept == 1) {
            bytes[0] = bytes[have - 1];
        }
        samplesRead += count;
        if (samplesRead > maxSamples) {
            close();
            throw new SpeechException(
                    SpeechProblem.TOO_LONG,
                    "The recording is longer than " + maxSamples / sampleRateHz / 60
                            + " minutes, which is the most for one. Split it and send the parts.");
        }
        return count;
    }

    /** Ends the decoder. */
    @Override
    public void close() {
        ended = true;
        process.destroyForcibly();
        watchdog.interrupt();
        try {
            process.waitFor();
            messageReader.join(2000);
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The process is gone and its pipe with it.
            return;
        }
    }

    private void finish() throws SpeechException {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            messageReader.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new SpeechException(SpeechProblem.TIMEOUT, "Decoding was interrupted. Try again.", e);
        }
        ended = true;
        if (tooSlow) {
            throw tooSlow();
        }
        if (samplesRead == 0) {
            throw nothingDecoded();
        }
    }

    private SpeechException nothingDecoded() {
        String said = messages.toString();
        if (said.contains("while loading shared libraries") || said.contains("symbol lookup error")) {
            return new SpeechException(
                    SpeechProblem.MODEL_BAD,
                    "The audio decoder does not start here. Run the doctor command and follow what it says.");
        }
        if (said.contains("matches no streams") || said.contains("does not contain any stream")) {
            return new SpeechException(
                    header == AudioHeader.OTHER || header == AudioHeader.MP4 || header == AudioHeader.WEBM
                            ? SpeechProblem.UNSUPPORTED
                            : SpeechProblem.CORRUPT,
                    "There is no sound in the file. Send the recording itself.");
        }
        if (said.contains("not found for") || said.contains("Unknown decoder") || said.contains("no decoder found")) {
            return new SpeechException(
                    SpeechProblem.UNSUPPORTED,
                    "This kind of recording cannot be decoded here. Export it as WAV, MP3 or M4A and send that.");
        }
        if (process.exitValue() == 0) {
            return new SpeechException(
                    SpeechProblem.EMPTY, "The recording holds no sound. Send it again from the recorder.");
        }
        if (header == AudioHeader.OTHER) {
            return new SpeechException(
                    SpeechProblem.UNSUPPORTED,
                    "This is not a recording that can be decoded here. Export it as WAV, MP3 or M4A and send that.");
        }
        return new SpeechException(
                SpeechProblem.CORRUPT,
                "The recording is damaged and cannot be decoded. Send it again from the recorder.");
    }

    private static SpeechException tooSlow() {
        return new SpeechException(
                SpeechProblem.TIMEOUT, "Decoding stopped making progress. Try again, or export the recording as WAV.");
    }

    private void keepMessages() {
        byte[] buffer = new byte[4096];
        try (InputStream errors = process.getErrorStream()) {
            for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
                if (messages.length() < MESSAGES_KEPT) {
                    messages.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            // The decoder was ended; what it said until then is enough.
            return;
        }
    }

    private void watch(long limitNanos) {
        try {
            while (!process.waitFor(250, TimeUnit.MILLISECONDS)) {
                if (waiting && System.nanoTime() - waitingSinceNanos > limitNanos) {
                    tooSlow = true;
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            // Closed: nothing left to watch.
            return;
        }
    }
}
