package org.chartroom.transcribe;

import java.nio.charset.StandardCharsets;

/** What the first bytes of a file say about it: enough to tell a damaged recording from something that is none. */
enum AudioHeader {
    WAV,
    MP3,
    MP4,
    OGG,
    FLAC,
    AMR,
    ASF,
    DSS,
    AIFF,
    AU,
    CAF,
    WEBM,
    DS2,
    DS2_ENCRYPTED,
    OTHER;

    static final int BYTES = 16;

    static AudioHeader of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0003enc")) {
            return DS2_ENCRYPTED;
        }
        if (text.startsWith("\u0003ds2") || text.startsWith("\u0001ds2") || text.startsWith("\u0007ds2")) {
            return DS2;
        }
        if (text.startsWith("\u0002dss") || text.startsWith("\u0003dss")) {
            return DSS;
        }
        if (text.startsWith("RIFF") || text.startsWith("RIFX") || text.startsWith("RF64")) {
            return WAV;
        }
        if (text.startsWith("fLaC")) {
            return FLAC;
        }
        if (text.startsWith("OggS")) {
            return OGG;
        }
        if (text.startsWith("#!AMR")) {
            return AMR;
        }
        if (text.startsWith("FORM")) {
            return AIFF;
        }
        if (text.startsWith(".snd")) {
            return AU;
        }
        if (text.startsWith("caff")) {
            return CAF;
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return WEBM;
        }
        if (text.startsWith("0&\u00b2u\u008ef\u00cf\u0011")) {
            return ASF;
        }
        if (text.startsWith("ftyp", 4)) {
            return MP4;
        }
        if (text.startsWith("ID3") || (start.length > 1 && start[0] == (byte) 0xFF && (start[1] & 0xE0) == 0xE0)) {
            return MP3;
        }
        return OTHER;
    }

    /** Refuses what no decoder here can read. */
    void refuse() throws SpeechException {
        if (this == DS2_ENCRYPTED) {
            throw new SpeechException(
                    SpeechProblem.ENCRYPTED,
                    "The recording is locked with a password. Export it without one from the recorder's program, as WAV or"
                            + " DSS.");
        }
        if (this == DS2) {
            throw new SpeechException(
                    SpeechProblem.UNSUPPORTED,
                    "DS2 recordings cannot be decoded here. Export it from the recorder's program as WAV, MP3 or DSS.");
        }
    }
}
