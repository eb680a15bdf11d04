package org.chartroom.ingest.sniff;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognises recordings by their first bytes. Own rules instead of a general detector's, because the general ones know
 * no DSS or DS2, call a file with a byte order mark an MP3 now and then, and tell video from sound by name.
 */
final class AudioMagic {
    private static final byte[] ASF = {
        0x30,
        0x26,
        (byte) 0xB2,
        0x75,
        (byte) 0x8E,
        0x66,
        (byte) 0xCF,
        0x11,
        (byte) 0xA6,
        (byte) 0xD9,
        0x00,
        (byte) 0xAA,
        0x00,
        0x62,
        (byte) 0xCE,
        0x6C
    };

    private static final int[] MPEG1_LAYER3_KBPS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
    };
    private static final int[] MPEG1_LAYER2_KBPS = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0
    };
    private static final int[] MPEG2_KBPS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] MPEG1_HZ = {44_100, 48_000, 32_000, 0};

    private final byte[] head;

    /** @param head the file's first bytes, as many as there are up to some ten thousand */
    AudioMagic(byte[] head) {
        this.head = head;
    }

    /** The media type of a recording, or empty when the bytes are something else. */
    Optional<String> mediaType() {
        if (at(0, "RIFF") || at(0, "RIFX") || at(0, "RF64")) {
            return at(8, "WAVE") ? Optional.of("audio/vnd.wave") : Optional.empty();
        }
        if (at(0, "ID3") && head.length > 10) {
            return Optional.of(afterId3() ? "audio/flac" : "audio/mpeg");
        }
        if (at(0, "fLaC")) {
            return Optional.of("audio/flac");
        }
        if (at(0, "OggS")) {
            return Optional.of(at(28, "OpusHead") ? "audio/opus" : "audio/ogg");
        }
        if (at(0, "#!AMR-WB\n")) {
            return Optional.of("audio/amr-wb");
        }
        if (at(0, "#!AMR")) {
            return Optional.of("audio/amr");
        }
        if (starts(ASF)) {
            return Optional.of("audio/x-ms-wma");
        }
        if (at(1, "dss") && head[0] >= 1 && head[0] <= 6) {
            return Optional.of("audio/x-dss");
        }
        // Locked with a password, a DS2 recording says so in place of its name.
        if (at(0, "\u0003enc") || at(1, "ds2") && head[0] >= 1 && head[0] <= 7) {
            return Optional.of("audio/x-ds2");
        }
        if (at(0, "FORM") && (at(8, "AIFF") || at(8, "AIFC"))) {
            return Optional.of("audio/x-aiff");
        }
        if (at(0, ".snd")) {
            return Optional.of("audio/basic");
        }
        if (at(0, "caff") && head.length > 5 && head[4] == 0) {
            return Optional.of("audio/x-caf");
        }
        if (at(4, "ftyp")) {
            return isoMedia();
        }
        if (starts(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3})) {
            // Browsers record into WebM without a video track; a Matroska film is not a dictation but has sound in it.
            return Optional.of("audio/webm");
        }
        if (adts()) {
            return Optional.of("audio/aac");
        }
        return mpegFrames() ? Optional.of("audio/mpeg") : Optional.empty();
    }

    /** True when a FLAC stream follows the ID3 tag. */
    private boolean afterId3() {
        int size = ((head[6] & 0x7F) << 21) | ((head[7] & 0x7F) << 14) | ((head[8] & 0x7F) << 7) | (head[9] & 0x7F);
        return at(10 + size, "fLaC");
    }

    private Optional<String> isoMedia() {
        String brand = new String(head, 8, Math.min(4, head.length - 8), StandardCharsets.ISO_8859_1);
        return switch (brand) {
            case "M4A ",
                    "M4B ",
                    "M4P ",
                    "mp41",
                    "mp42",
                    "isom",
                    "iso2",
                    "iso4",
                    "iso5",
                    "iso6",
                    "dash",
                    "qt  ",
                    "MSNV" -> Optional.of("audio/mp4");
            case "3gp4", "3gp5", "3gp6", "3gp7", "3g2a", "3g2b", "3g2c" -> Optional.of("audio/3gpp");
            // HEIC and AVIF pictures share the box, other brands are nobody's dictation.
            default -> Optional.empty();
        };
    }

    /** Two AAC frames in a row; one sync word alone is too common in other bytes. */
    private boolean adts() {
        int first = adtsFrame(0);
        return first > 0 && (first >= head.length || adtsFrame(first) > 0);
    }

    private int adtsFrame(int offset) {
        if (offset + 7 > head.length || u8(offset) != 0xFF || (u8(offset + 1) & 0xF6) != 0xF0) {
            return -1;
        }
        int rate = (u8(offset + 2) >> 2) & 0xF;
        int length = ((u8(offset + 3) & 3) << 11) | (u8(offset + 4) << 3) | (u8(offset + 5) >> 5);
        return rate < 13 && length > 7 ? length : -1;
    }

    /** Three MPEG audio frames in a row, or two at the end of a short file. */
    private boolean mpegFrames() {
        int offset = 0;
        int frames = 0;
        while (frames < 3) {
            int length = mpegFrame(offset);
            if (length < 0) {
                return false;
            }
            frames++;
            offset += length;
            if (offset + 4 > head.length) {
                return frames >= 2;
            }
        }
        return true;
    }

    private int mpegFrame(int offset) {
        if (offset + 4 > head.length || u8(offset) != 0xFF || (u8(offset + 1) & 0xE0) != 0xE0) {
            return -1;
        }
        int version = (u8(offset + 1) >> 3) & 3;
        int layer = (u8(offset + 1) >> 1) & 3;
        int bitrate = u8(offset + 2) >> 4;
        int rate = (u8(offset + 2) >> 2) & 3;
        boolean padded = (u8(offset + 2) & 2) != 0;
        if (version == 1 || layer == 0 || layer == 3 || rate == 3) {
            return -1;
        }
        boolean mpeg1 = version == 3;
        boolean layer3 = layer == 1;
        int kbps = (mpeg1 ? layer3 ? MPEG1_LAYER3_KBPS : MPEG1_LAYER2_KBPS : MPEG2_KBPS)[bitrate];
        if (kbps == 0) {
            return -1;
        }
        int hz = MPEG1_HZ[rate] / (mpeg1 ? 1 : version == 2 ? 2 : 4);
        int samples = !mpeg1 && layer3 ? 72_000 : 144_000;
        return samples * kbps / hz + (padded ? 1 : 0);
    }

    private int u8(int offset) {
        return head[offset] & 0xFF;
    }

    private boolean starts(byte[] magic) {
        return matches(0, magic);
    }

    private boolean at(int offset, String ascii) {
        return matches(offset, ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    private boolean matches(int offset, byte[] magic) {
        if (offset < 0 || offset + magic.length > head.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (head[offset + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
