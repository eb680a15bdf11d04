package org.chartroom.api.worker;

import java.util.Locale;
import java.util.Set;

/** Which kinds of recordings every current browser plays as they are. */
final class BrowserAudio {
    private static final Set<String> PLAYED =
            Set.of("audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/flac", "audio/x-flac");

    private BrowserAudio() {}

    /** WAV is not among them: it may hold ADPCM or µ-law, which some browsers refuse. */
    static boolean plays(String mediaType) {
        return PLAYED.contains(mediaType.toLowerCase(Locale.ROOT));
    }
}
