package org.chartroom.transcribe;

/** Why a recording has no transcript, sorted by what can be done about it. The {@link #code()} never changes. */
public enum SpeechProblem {
    /** The file has no bytes, or no sound in it: ask for the recording again. */
    EMPTY("empty", false),
    /** The bytes are damaged and cannot be decoded: ask for the recording again. */
    CORRUPT("corrupt", false),
    /** The recording is locked with a password: ask for an export without it. */
    ENCRYPTED("encrypted", false),
    /** No audio, or a kind of audio that cannot be decoded here: ask for another format. */
    UNSUPPORTED("unsupported", false),
    /** Longer than one recording may be: split it. */
    TOO_LONG("too large", false),
    /** Decoding took longer than its time budget. */
    TIMEOUT("timeout", true),
    /** Decoded and listened to, but nothing in it is speech: a person has to listen. */
    NO_SPEECH("no speech", false),
    /** Words came out, but hardly one that can be relied on: a person has to listen, or the note is dictated again. */
    NOT_INTELLIGIBLE("not intelligible", false),
    /** The recogniser failed on audio that decodes: trying again may help. */
    ENGINE_FAILED("engine failed", true),
    /** The recogniser or its model is missing or damaged: install it again. */
    MODEL_BAD("model bad", true);

    private final String code;
    private final boolean worthTryingAgain;

    SpeechProblem(String code, boolean worthTryingAgain) {
        this.code = code;
        this.worthTryingAgain = worthTryingAgain;
    }

    /** The stable, lower-case name used in JSON and in the ledger. */
    public String code() {
        return code;
    }

    /** Whether the same recording may go through at another time or on another machine. */
    public boolean worthTryingAgain() {
        return worthTryingAgain;
    }
}
